import { useT } from '@/i18n/i18n';
import { Button, type ButtonProps } from './button';

interface SubmitButtonProps extends ButtonProps {
  /** Seconds the server wants to be left alone; counted down by who gives them. */
  wait?: number;
}

/** The button of a form: busy while it is sent, and closed while the server wants no more attempts. */
export function SubmitButton({ wait = 0, children, ...rest }: SubmitButtonProps) {
  const t = useT('common');
  return (
    <Button type="submit" variant="primary" {...rest} disabled={rest.disabled || wait > 0}>
      {wait > 0 ? <span className="figures">{t('waitFor', { time: clock(wait) })}</span> : children}
    </Button>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
