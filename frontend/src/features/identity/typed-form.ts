/** What was typed into a form's named fields, trimmed but for passwords, which are kept as they are. */
export function typedInto<Name extends string>(form: HTMLFormElement, names: readonly Name[]): Record<Name, string> {
  const data = new FormData(form);
  const read = (name: Name) => {
    const text = String(data.get(name) ?? '');
    return name.includes('password') ? text : text.trim();
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>;
}

export function focusField(form: HTMLFormElement, name: string): void {
  form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
}

export const looksLikeEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);
