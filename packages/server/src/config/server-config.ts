import type { IceServer } from '@callstation/core/protocol';
import type { AppConfig, CentreLimits } from '../engine/app-config.ts';
import type { RetentionDays } from '../store/retention.ts';
import type { LookUpConfig } from '../lookup/http-look-up.ts';
import type { WebhookConfig } from '../webhooks/endpoints.ts';
import type { StoreTarget } from '../store/target.ts';

/** With which secrets the back ends of an app ask, as they would ask its vendors. */
export interface VendorConfig {
  tccc?: TcccConfig;
  udesk?: UdeskConfig;
  ccsdk?: CcsdkConfig;
}

/** The app as a TCCC instance. */
export interface TcccConfig {
  sdkAppId: number;
  /** The same pair may stand in several apps: then it may ask for each of them. */
  secretId: string;
  secretKey: string;
}

/** The app as an app of Udesk CCPaaS. */
export interface UdeskConfig {
  appId: string;
  secret: string;
}

/** The app as an account of itniotech's call centre. */
export interface CcsdkConfig {
  apiKey: string;
  secret: string;
}

/** A tenant with what only the HTTP side needs. */
export interface TenantConfig extends AppConfig {
  /** What a back end shows at `POST /v1/tokens`, besides the secret itself. */
  apiKey?: string;
  /** Who is told what happens; more may be added by REST. */
  webhooks?: WebhookConfig[];
  /** Who is asked what is known of calls that come in. */
  lookUps?: LookUpConfig[];
  /** Left out: back ends ask as `/v1` has it only. */
  vendors?: VendorConfig;
}

/** TURN servers whose credentials are made anew for every page. */
export interface TurnConfig {
  urls: string[];
  /** The `static-auth-secret` of the TURN server. */
  secret: string;
  /** How long a credential is good, seconds. */
  ttl: number;
}

/** A folder under a URL path. */
export interface ServedFolder {
  /** Begins and ends with `/`. */
  prefix: string;
  folder: string;
}

/** Where recordings are kept. */
export interface RecordingsConfig {
  folder: string;
  /** Ogg Opus, 48 kbit/s, or WAV, 16-bit 16 kHz; both stereo. */
  format: 'ogg' | 'wav';
  /** Left out: until they are deleted. */
  retentionDays?: number;
}

/** Everything {@link createServer} needs. */
export interface ServerConfig {
  /** Fixed demo tenant, `/dev/*`, scripted customers. */
  demo: boolean;
  host: string;
  /** 0: any free port. */
  port: number;
  /** '' or `/x/y`, without a slash at the end. */
  basePath: string;
  tenants: TenantConfig[];
  serve: ServedFolder[];
  /** HTTPS with this certificate, PEM. */
  tls?: { cert: string; key: string };
  /** Pages that may open the control socket besides those of this server; left out: all. */
  origins?: string[];
  /**
   * Under which URL pages find this server, with the base path and without a slash at the end. Left out: as the request names
   * it, which is right unless back ends reach it under another name than pages.
   */
  publicUrl?: string;
  /** Folders with the vendors' scripts, instead of those installed beside the server. */
  scripts?: string[];
  /** Believe `X-Forwarded-*` of a proxy in front. */
  trustProxy: boolean;
  publicIp?: string;
  rtpPorts?: [number, number];
  iceServers: IceServer[];
  turn?: TurnConfig;
  /** Where records, settings and answers of commands are kept. */
  store: StoreTarget;
  /** Left out: the demo keeps them in a folder of its own until it stops; otherwise nothing can be recorded. */
  recordings?: RecordingsConfig;
  /** For how long what is in the store is kept. */
  retention: RetentionDays;
  /** The folder of uploaded prompts and music. Left out: the demo has one until it stops; otherwise nothing can be uploaded. */
  sounds?: string;
  /** `allowPrivate`: webhooks may also go to `http:` URLs and into private networks. Default: in demo mode. */
  webhooks?: { allowPrivate?: boolean };
  /** Limits of the call logic other than the usual. */
  limits?: Partial<CentreLimits>;
}
