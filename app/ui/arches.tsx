/** The hangar's arches: the only ornament, for pages that would otherwise be empty. */
export function Arches({ className = 'small-arches' }: { className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 760 300"
      fill="none"
      stroke="currentColor"
      strokeWidth="9"
      aria-hidden="true"
    >
      <path d="M10 300V170a90 90 0 0 1 180 0v130M190 300V170a90 90 0 0 1 180 0v130M370 300V170a90 90 0 0 1 180 0v130M550 300V170a90 90 0 0 1 180 0v130M0 92C150-16 590-16 740 92" />
    </svg>
  );
}
