import { useDirectory } from '@callstation/react';
import { type StatusChoice, statusChoices } from 'demo-kit';

/** What an agent can be set to. */
export function useStatusChoices(): readonly StatusChoice[] {
  const { data } = useDirectory((directory) => directory.breakReasons());
  return statusChoices(data);
}
