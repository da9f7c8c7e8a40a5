/** RFC 9457 body as our API sends it, with the list of everything that is wrong. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string | null;
  errors: { code: string; message: string; field: string | null; value?: unknown; instead?: unknown }[];
  meta?: { request_id?: string };
}

/** Every failed call throws this; status 0 means that no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly problem: Problem,
    /** Seconds the server wants us to wait; 0 if it did not say. */
    readonly retryAfter = 0,
    /** The path and query that were asked for. */
    readonly asked = '',
  ) {
    super(problem.title);
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.errors[0]?.code ?? '';
  }
  /** What the address names is not there; an id that cannot be one is refused as 422 and means the same. */
  get missing(): boolean {
    return this.status === 404 || this.status === 422;
  }
  get requestId(): string | undefined {
    return this.problem.meta?.request_id;
  }
}

export const NO_ANSWER: Problem = { title: 'No answer', status: 0, errors: [] };

export function problemFrom(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string') {
    const given = body as Partial<Problem> & { title: string };
    return { ...given, title: given.title, status: given.status ?? status, errors: given.errors ?? [] };
  }
  return { title: `HTTP ${status}`, status, errors: [] };
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(NO_ANSWER);
}

/** Messages by field name for the form that was sent; what belongs to no field of it is in `rest`. */
export function fieldErrors(
  error: unknown,
  fields: readonly string[],
): { byField: Record<string, string>; rest: string[] } {
  const byField: Record<string, string> = {};
  const rest: string[] = [];
  const { problem } = asApiError(error);
  for (const one of problem.errors) {
    const field = fields.find(
      (name) => one.field === name || one.field?.startsWith(`${name}.`) || one.field?.endsWith(`.${name}`),
    );
    if (!field) rest.push(one.message);
    else byField[field] ??= one.message;
  }
  if (problem.errors.length === 0) rest.push(problem.title);
  return { byField, rest };
}
