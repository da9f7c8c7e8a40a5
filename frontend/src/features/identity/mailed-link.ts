import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

/**
 * The secret in a link that we mailed, `…#token=…`. A fragment never leaves the browser by itself: no log has it. Once
 * it has served it also leaves the address, where it would stay in the history.
 */
export function useMailedToken(): { token: string | null; forget: () => void } {
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const inAddress = /(?:^|[#&])token=([\w.-]+)/.exec(hash)?.[1] ?? null;
  const [token, setToken] = useState(inAddress);
  if (inAddress && inAddress !== token) setToken(inAddress);
  return { token, forget: () => void navigate({ to: '.', hash: '', replace: true, search: true }) };
}
