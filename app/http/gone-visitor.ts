// A visitor who goes away before its request is whole: no fault of ours, and no answer that anybody read.

/** As nginx writes it: the client closed the connection. */
const clientClosed = 499;

type Incoming = { complete?: boolean; destroyed?: boolean };

/**
 * The status of a request in the log: of one whose visitor went away within its body it is 499, so that who counts the
 * answers of 500 counts faults. `incoming` is Node's message.
 */
export function loggedStatus(status: number, incoming: Incoming | undefined): number {
  return status >= 400 && incoming?.destroyed && !incoming.complete ? clientClosed : status;
}
