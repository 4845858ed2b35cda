// The test is the browser: it opens an address as a signed-in person and says where that led.
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export const { ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, SUBJECT } = process.env;

// How many seconds the clock of the server under test is ahead.
export const AHEAD = Number(process.env.AHEAD ?? 0);

export const open = async (address) => {
  console.log(`open ${address}`);
  return new URL((await lines.next()).value);
};

export const expect = (what, actual, expected) => {
  if (actual !== expected) {
    throw new Error(`${what} is ${actual} instead of ${expected}`);
  }
};

export const done = () => {
  console.log("done");
  process.exit(0);
};
