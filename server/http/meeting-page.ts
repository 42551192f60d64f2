import type { FastifyPluginAsync } from 'fastify';

const TEXT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Meeting scheduler</title></head>
<body><h1>Meeting scheduler</h1><p>This meeting is in Pipedrive: open <b>Meeting scheduler</b> from the actions of the Activities list.</p></body></html>`;

/** Where the note of an activity leads: says where the meeting is found, and nothing about it, since nobody has signed in here. */
export const meetingPage = (): FastifyPluginAsync => async app => {
  app.get('/app/meetings/:booking', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(TEXT),
  );
};
