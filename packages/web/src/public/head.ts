import { createContext } from 'react';

/** Where a page tells its title and what it is about, for whoever draws it outside a browser. */
export interface Head {
  readonly tell: (title: string, description: string | undefined) => void;
}

export const HeadContext = createContext<Head | undefined>(undefined);
