import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface Problem {
  /** Awaits a command and shows what went wrong; true when it worked. */
  attempt: (command: Promise<unknown>) => Promise<boolean>;
}

const ProblemContext = createContext<Problem>({ attempt: async () => false });

/** Shows the last failed command until it is dismissed or another one works. */
export function ProblemProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState<string | null>(null);
  const attempt = useCallback(async (command: Promise<unknown>): Promise<boolean> => {
    try {
      await command;
      setText(null);
      return true;
    } catch (error) {
      setText(error instanceof Error ? error.message : String(error));
      return false;
    }
  }, []);
  const value = useMemo(() => ({ attempt }), [attempt]);
  return (
    <ProblemContext value={value}>
      {children}
      {text && (
        <div className="toast" role="alert">
          <span>{text}</span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => setText(null)}>
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
