import type { Workstation } from '@callstation/core';
import { createContext, createElement, type ReactNode } from 'react';

/** Carries the workstation; read it with `useWorkstation()`. */
export const WorkstationContext = createContext<Workstation | null>(null);

/** Props of {@link WorkstationProvider}. */
export interface WorkstationProviderProps {
  /** Made by `createWorkstation()`. The provider owns nothing: connect and close it yourself. */
  workstation: Workstation;
  children?: ReactNode;
}

/**
 * Gives a workstation to all hooks below it.
 *
 * @example
 * <WorkstationProvider workstation={workstation}><CallBar /></WorkstationProvider>
 */
export function WorkstationProvider({ workstation, children }: WorkstationProviderProps): ReactNode {
  return createElement(WorkstationContext.Provider, { value: workstation }, children);
}
