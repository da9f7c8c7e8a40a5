import { setupServer } from 'msw/node';

/** Answers nothing by itself: each test says what the API would answer. */
export const server = setupServer();
