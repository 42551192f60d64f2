/** Waits for work that goes on in any case, but not for ever. */
export const waitAtMost = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  let patience: NodeJS.Timeout | undefined;
  const enough = new Promise<void>(done => {
    patience = setTimeout(done, milliseconds);
  });
  try {
    await Promise.race([work, enough]);
  } finally {
    clearTimeout(patience);
  }
};
