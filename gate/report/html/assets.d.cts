/** The program of the page. */
export const script: string;
/** Its style sheet. */
export const style: string;
