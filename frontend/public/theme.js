// Blocking and tiny on purpose: sets theme, density and language before the first paint, without an inline script (CSP).
(() => {
  const root = document.documentElement;
  root.dataset.theme = 'light';
  try {
    const choice = localStorage.getItem('theme') || 'system';
    const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.density = localStorage.getItem('density') === 'compact' ? 'compact' : 'comfortable';
    root.lang = localStorage.getItem('locale') || root.lang;
  } catch {
    // storage may be forbidden; light and English are fine then
  }
})();
