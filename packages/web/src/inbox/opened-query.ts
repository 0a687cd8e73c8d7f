import { queryOptions } from '@tanstack/react-query';
import { readOpened } from './opened.ts';

/** Which notices an office has opened in this browser. @param office - `participant/office` */
export const openedQuery = (office: string) =>
  queryOptions({ queryKey: ['opened', office], queryFn: () => readOpened(office) });
