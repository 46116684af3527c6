/** A list on its way: so many rows of about a thousand bytes each. */
export function manyRows(runId, count) {
  const columns = { no: 'text', amount: 'decimal', count: 'integer', text: 'text' };
  return {
    runId,
    tool: 'tiny_list_many',
    account: 'main',
    input: { n: count },
    field: 'rows',
    certificate: { proven: true, because: 'the test says so', rows: count, columns, key: ['no'], digest: '' },
    columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
    async *rows() {
      const text = `${runId} Łódź `.repeat(70);
      for (let at = 0; at < count; at++) yield { no: `R-${at}`, amount: `${at}.50`, count: at, text };
    },
  };
}
