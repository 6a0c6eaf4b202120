/*
 * receiver.h - a port that others post messages to
 *
 * A message is collected, handed over once, and its sender is kept waiting
 * until net_receiver_answer(): so the owner can first make several messages
 * durable at once and then acknowledge each. What is not answered was not
 * acknowledged, and its sender will come again.
 *
 *	r = net_receiver_open(&(struct net_receiver_settings){
 *		.listen = SPAN("127.0.0.1:0"), .path = SPAN("/inbox"),
 *		.take = on_message, .owner = me }, &why);	(NULL: why)
 *	net_wait(h, r, -1, 1000);		(net/wait.h; calls `take`)
 *	commit();
 *	net_receiver_answer(call, 204);		(for each that was taken)
 *	net_receiver_close(r);
 *
 * No client can spoil it for others: the bytes of a body are bounded (413),
 * the time of a whole request and of an idle connection (the connection is
 * shut), the number of connections. 404 is another path, 405 another method
 * than POST; neither reaches `take`.
 *
 * Messages of one connection are handed over in their order.
 */
#ifndef NET_RECEIVER_H
#define NET_RECEIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"

struct net_receiver;
struct net_call;			/* a sender that waits */

/* Strings live until the call is answered, or the receiver is closed. */
struct net_message {
	struct net_call *call;
	struct span path;		/* as sent, without its query */
	struct span type;		/* media type; empty: not told */
	struct span head;		/* headers, "Name: value\r\n" each; the
					   values of credentials masked */
	struct span peer;		/* "127.0.0.1:40112" */
	struct span body;
};

struct net_receiver_settings {
	struct span listen;		/* "127.0.0.1:0", "[::1]:8443" */
	bool has_port;			/* `port` goes before that of listen */
	uint16_t port;			/* 0: any that is free */
	struct span path;		/* empty: every path */
	uint64_t max_body;		/* bytes; 0: 4 MiB */
	unsigned max_connections;	/* 0: 256 */
	uint64_t request_ms;		/* for a whole request; 0: 30 s */
	uint64_t idle_ms;		/* between requests; 0: 60 s */
	const char *tls_key, *tls_cert;	/* text of PEM; NULL: plain HTTP */
	const char *client_ca;		/* text of PEM: senders need a
					   certificate of it; NULL: anybody */
	/* May answer at once; may not close. */
	void (*take)(void *owner, const struct net_message *message);
	void *owner;
};

/* Is it an address of this form, with or without a port? */
bool net_receiver_listen_ok(struct span listen);

struct net_receiver *
net_receiver_open(const struct net_receiver_settings *settings,
		  struct buf *why);
/* Answers that were given leave first (half a second at most); who still
 * waits is cut off, unacknowledged. */
void net_receiver_close(struct net_receiver *r);
uint16_t net_receiver_port(const struct net_receiver *r);
/* The call is gone with it. 2xx: the sender may forget the message. */
void net_receiver_answer(struct net_call *call, unsigned status);
/* Taken and not yet answered. */
size_t net_receiver_waiting(const struct net_receiver *r);

/* For net/wait.h: readable means run; run within that many ms at most. */
int net_receiver_fd(const struct net_receiver *r);
int64_t net_receiver_wait_ms(const struct net_receiver *r);
void net_receiver_run(struct net_receiver *r);

#endif
