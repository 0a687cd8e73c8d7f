import { expect, test } from 'vitest';
import { createTestDatabase, queryOnce } from './database.ts';

test('each test database is its own, and gone when dropped', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await queryOnce(first.url, 'CREATE TABLE only_here ()');
  await expect(queryOnce(second.url, 'SELECT * FROM only_here')).rejects.toThrow(
    '"only_here" does not exist',
  );
  await Promise.all([first.drop(), second.drop()]);
  await expect(queryOnce(first.url, 'SELECT 1')).rejects.toThrow('does not exist');
});
