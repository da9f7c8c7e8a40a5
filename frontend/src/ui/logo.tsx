export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="shrink-0">
      <rect width="32" height="32" rx="8" fill="#0f6b62" />
      <path d="M9 10h14M9 16h9M9 22h14" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path
        d="m19.5 16.2 1.8 1.8 3.4-3.6"
        fill="none"
        stroke="#8fe3d7"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
