/** A hectare in plots. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="17" height="19" rx="2.5" fill="#3f9d6f" />
      <rect x="20" y="1" width="11" height="11" rx="2.5" fill="#70a3d9" />
      <rect x="20" y="14" width="11" height="6" rx="2" fill="#cbd171" />
      <rect x="1" y="22" width="9" height="9" rx="2.5" fill="#dc896c" />
      <rect x="12" y="22" width="19" height="9" rx="2.5" fill="#8080db" />
    </svg>
  );
}
