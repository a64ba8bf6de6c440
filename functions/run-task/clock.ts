/** Time, so that tests need not wait for it. */
export interface Clock {
  now(): Date;
  wait(milliseconds: number): Promise<void>;
  /** @returns ends it */
  every(milliseconds: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  every(milliseconds, action) {
    const timer = setInterval(action, milliseconds);
    return () => clearInterval(timer);
  },
};
