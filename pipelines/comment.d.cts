/** Comments on a pull request once; see comment.cjs. */
declare function comment(surroundings: {
  readonly github: object;
  readonly context: object;
  readonly core: object;
  readonly file: string;
}): Promise<void>;
export = comment;
