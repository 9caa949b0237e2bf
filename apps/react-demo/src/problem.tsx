import { explain } from 'demo-kit';
import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface Problem {
  /** Awaits a command and shows what went wrong; true when it worked. */
  attempt: (command: Promise<unknown>) => Promise<boolean>;
  /** Shows a text; null takes it away. */
  show: (text: string | null) => void;
}

const ProblemContext = createContext<Problem>({ attempt: async () => false, show: () => undefined });

/** Shows the last failed command until it is dismissed or another one is given. */
export function ProblemProvider({ children }: { children: ReactNode }) {
  const [text, show] = useState<string | null>(null);
  const attempt = useCallback(async (command: Promise<unknown>): Promise<boolean> => {
    show(null);
    try {
      await command;
      return true;
    } catch (error) {
      show(explain(error));
      return false;
    }
  }, []);
  const value = useMemo(() => ({ attempt, show }), [attempt]);
  return (
    <ProblemContext value={value}>
      {children}
      {text && (
        <div className="toast">
          <span role="alert">{text}</span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => show(null)}>
            <X aria-hidden />
          </button>
        </div>
      )}
    </ProblemContext>
  );
}

/** The nearest {@link ProblemProvider}. */
export function useProblem(): Problem {
  return useContext(ProblemContext);
}
