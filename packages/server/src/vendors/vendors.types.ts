import type { Id } from '@callstation/core/model';
import type { Clock, Random } from '@callstation/core/ports';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantConfig } from '../config/server-config.ts';
import type { Identity } from '../engine/centre.ts';
import type { Tokens } from '../http/tokens.ts';

/** The vendors whose back-end calls are answered. */
export type Vendor = 'tccc' | 'udesk' | 'ccsdk';

/** What the routes of a vendor are made of. */
export interface VendorParts {
  clock: Clock;
  /** The time of day, by which credentials are judged and made. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  tenants: readonly TenantConfig[];
  tokens: Pick<Tokens, 'mint'>;
  /** An agent that the app knows, with their profile; null: there is no such agent. */
  agentOf: (app: Id, agent: string) => Identity | null;
  /** The text of a vendor's script; null: it is not installed. */
  script: (vendor: Vendor) => Promise<string | null>;
  /** Under which URL a request, and so a page, reaches this server; no slash at the end. */
  baseUrl: (request: FastifyRequest) => string;
}

/** The routes of a vendor. */
export interface VendorRoutes {
  /** What back ends ask. */
  api?: (app: FastifyInstance) => void;
  /** What pages of other origins load and ask. */
  page: (app: FastifyInstance) => void;
  /** What a product's back end answers its own page with, once it has signed in for that agent. Throws for an app without. */
  backEnd: (app: TenantConfig, agent: Id, baseUrl: string) => Readonly<Record<string, string>>;
}

/** How long a page's own token is good: the vendors ask for none while a page is open. */
export const SEAT_TTL = 24 * 3600;
