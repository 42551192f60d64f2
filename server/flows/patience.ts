/** Waits for work that goes on in any case, but not for ever. @returns what it came to, null where it isn't done yet */
export const waitAtMost = async <T>(milliseconds: number, work: Promise<T>): Promise<T | null> => {
  let patience: NodeJS.Timeout | undefined;
  const enough = new Promise<null>(done => {
    patience = setTimeout(() => done(null), milliseconds);
  });
  try {
    return await Promise.race([work, enough]);
  } finally {
    clearTimeout(patience);
  }
};
