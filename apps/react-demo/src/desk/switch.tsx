interface SwitchProps {
  label: string;
  on: boolean;
  set: (on: boolean) => void;
}

/** A setting of the page. */
export function Switch({ label, on, set }: SwitchProps) {
  return (
    <label className="switch">
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} /> {label}
    </label>
  );
}
