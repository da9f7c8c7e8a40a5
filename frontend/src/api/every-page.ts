interface Page<Row> {
  data: { data: readonly Row[]; meta: { next_cursor?: string | null } };
}

/** What the API gives in one page at most. */
const MOST = 200;

/** A list to choose from, whole: page after page until there is no next one. */
export async function everyPage<Row>(
  ask: (page: { limit: number; cursor: string | null }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const { data } = await ask({ limit: MOST, cursor });
    rows.push(...data.data);
    cursor = data.meta.next_cursor ?? null;
  } while (cursor);
  return rows;
}
