import type { ImportRead } from '@/api/gen/types.gen';

export type StatementOf = ImportRead['statements'][number];

interface InTheWay {
  /** Something that a person must change first. */
  blocked: boolean;
  /** A statement that does not add up: it may be imported all the same when somebody says so. */
  unbalanced: boolean;
}

/** What keeps a staged file from being imported. */
export function standsInTheWay({ statements }: Pick<ImportRead, 'statements'>): InTheWay {
  const blocking = statements.flatMap(({ problems }) => problems.filter(({ blocks }) => blocks !== false));
  return {
    blocked: blocking.some(({ code }) => code !== 'statement_not_balanced'),
    unbalanced: blocking.some(({ code }) => code === 'statement_not_balanced'),
  };
}
