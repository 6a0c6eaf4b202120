/*
 * wait.h - the one place that sleeps
 *
 * Sleeps until an answer moves, a message comes, a signal is pending or the
 * time is up, then does what there is to do: `done` of net/http.h and `take`
 * of net/receiver.h are called from here and from nowhere else.
 *
 *	while (!over)
 *		if (net_wait(h, r, signal_fd, until - net_clock_ms()))
 *			read the signal
 *
 * Either of the two may be NULL; signal_fd -1 is none. It may return early
 * with nothing done. A write to a connection whose other side has gone does
 * not raise SIGPIPE in here.
 */
#ifndef NET_WAIT_H
#define NET_WAIT_H

#include <stdbool.h>
#include <stdint.h>

struct net_http;
struct net_receiver;

/* True: signal_fd is readable. wait_ms <= 0: only what is ready. */
bool net_wait(struct net_http *h, struct net_receiver *r, int signal_fd,
	      int64_t wait_ms);

#endif
