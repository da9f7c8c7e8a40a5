import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { useFailure, useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { StillReading } from './read-receipt';

interface ReceiptUploadProps {
  accept: string;
  testId: string;
  busy: boolean;
  problem: unknown;
  onFile: (file: File) => void;
}

/** A photo or a file of a paper, and why it could not be used. */
export function ReceiptUpload({ accept, testId, busy, problem, onFile }: ReceiptUploadProps) {
  const t = useT('expenses');
  const failure = useFailure();
  const say = useProblemText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="primary" icon={Upload} busy={busy} onClick={() => input.current?.click()}>
        {t(busy ? 'readingReceipt' : 'uploadReceipt')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={t('uploadReceipt')}
        data-testid={testId}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      {Boolean(problem) && !busy && (
        <p role="alert" className="max-w-md text-sm text-neg">
          {problem instanceof StillReading ? t('stillReading') : failure(problem).detail || say(null)}
        </p>
      )}
    </>
  );
}
