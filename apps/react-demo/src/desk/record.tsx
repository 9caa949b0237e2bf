import { useCall, useCalls } from '@callstation/react';
import { recordOf } from 'demo-kit';

/** Screen pop: the record comes up with the call, and stays for the work after it. Its place is kept, so nothing moves. */
export function Record() {
  const { call } = useCall();
  const last = useCalls().at(-1);
  const shown = call ?? last;
  const customer = shown && recordOf(shown);
  const nobody = shown ? 'Nobody we know' : 'No call';
  return (
    <section className="record" aria-label="Record">
      <h2>{customer ? `${customer.record} · ${customer.name}` : nobody}</h2>
      <p>{customer && (customer.orders.join(', ') || 'No open work orders')}</p>
    </section>
  );
}
