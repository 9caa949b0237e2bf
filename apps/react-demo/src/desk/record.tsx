import { useCall, useCalls } from '@callstation/react';
import { recordOf } from 'demo-kit';

/** Screen pop: the record comes up with the call, and stays for the work after it. */
export function Record() {
  const { call } = useCall();
  const last = useCalls().at(-1);
  const shown = call ?? last;
  if (!shown) return null;
  const customer = recordOf(shown);
  return (
    <section className="record" aria-label="Record">
      <h2>{customer ? `${customer.record} · ${customer.name}` : 'Nobody we know'}</h2>
      <p>{customer && (customer.orders.join(', ') || 'No open work orders')}</p>
    </section>
  );
}
