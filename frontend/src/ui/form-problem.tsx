import { TriangleAlert } from 'lucide-react';

/** What is wrong with a form as a whole, above its button; the keyboard may be led to it. */
export function FormProblem({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <div role="alert" tabIndex={-1} className="flex gap-2 rounded-md bg-neg-soft px-3 py-2 text-sm text-neg">
      <TriangleAlert size={15} aria-hidden className="mt-0.5 shrink-0" />
      <div>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    </div>
  );
}
