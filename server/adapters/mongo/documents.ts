import { type Connection, type Model, mongo, Schema, type SchemaDefinition } from 'mongoose';

/** A document of ours as MongoDB keeps it: what identifies it is its `_id`. */
export type Stored<Document, Key extends keyof Document> = Omit<Document, Key> & { _id: Document[Key] };

/** MongoDB's code for a document that a unique index refuses. */
const DUPLICATE_KEY = 11000;

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;

/** Of a field whose inner shape is the domain's business: stored as it comes, replaced as a whole. */
export const asItIs = Schema.Types.Mixed;

export interface Collection<Document> {
  name: string;
  /** One entry for every field, so that a field that the domain gains doesn't get lost here. */
  fields: Record<keyof Document & string, unknown>;
  indexes?: readonly { readonly keys: Record<string, 1 | -1>; readonly unique?: true }[];
}

/** Refuses fields that it doesn't know, in documents and in queries, and adds none of its own. */
export const modelOf = <Document>(
  connection: Connection,
  { name, fields, indexes = [] }: Collection<Document>,
): Model<Document> => {
  const schema = new Schema<Document>(fields as SchemaDefinition<Document>, {
    collection: name,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    strict: 'throw',
    strictQuery: 'throw',
    minimize: false,
    versionKey: false,
    id: false,
  });
  for (const { keys, unique = false } of indexes) schema.index(keys, { unique });
  return connection.model<Document>(name, schema);
};

/** False if a unique index refuses it. */
export const insertNew = async <Document>(model: Model<Document>, document: Document): Promise<boolean> => {
  try {
    await model.create([document]);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

/** Inserts or replaces by `_id`. Of two that insert at once, one is refused and then finds what it has to replace. */
export const putWhole = async <Document extends { _id: unknown }>(
  model: Model<Document>,
  document: Document,
): Promise<void> => {
  const put = () => model.replaceOne({ _id: document._id }, document, { upsert: true });
  try {
    await put();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await put();
  }
};

/** Runs an unordered bulk write; answers the places in it of the documents that a unique index refused. */
export const ignoringDuplicates = async (write: () => Promise<unknown>): Promise<number[]> => {
  try {
    await write();
    return [];
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const refused = [error.writeErrors].flat();
    if (refused.length === 0 || refused.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return refused.map(({ index }) => index);
  }
};
