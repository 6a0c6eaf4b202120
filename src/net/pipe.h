/*
 * pipe.h - a connection that has gone is no reason to die
 *
 * OpenSSL writes to sockets without MSG_NOSIGNAL, and the tools leave SIGPIPE
 * alone, for the reader of their results. So it is ignored while bytes move:
 *
 *	net_pipe_ignore(&guard);
 *	...
 *	net_pipe_restore(&guard);
 */
#ifndef NET_PIPE_H
#define NET_PIPE_H

#include <signal.h>

struct net_pipe_guard {
	struct sigaction before;
};

void net_pipe_ignore(struct net_pipe_guard *g);
void net_pipe_restore(const struct net_pipe_guard *g);

#endif
