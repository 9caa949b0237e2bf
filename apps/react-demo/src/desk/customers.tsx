import { CONTACTS, simulateCustomer } from 'demo-kit';

import type { Attempt } from './attempt.types.ts';
import { CustomerRow } from './customer-row.tsx';

interface CustomersProps {
  says: string;
  say: (text: string) => void;
  attempt: Attempt;
}

/** The address book, each row with a button that calls. */
export function Customers({ says, say, attempt }: CustomersProps) {
  return (
    <section className="customers" aria-labelledby="customers-title">
      <div className="row-title">
        <h2 id="customers-title">Address book</h2>
        <button type="button" onClick={() => attempt(simulateCustomer())}>
          Simulate a customer
        </button>
      </div>
      <p className="says" role="status">
        {says}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Name</th>
            <th scope="col">Number</th>
            <th scope="col">Calls kept</th>
            <th scope="col">
              <span className="hidden">Call</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {CONTACTS.map((customer) => (
            <CustomerRow key={customer.record} customer={customer} say={say} attempt={attempt} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
