/*
 * http.h - requests on their way, each of which leaves at most once
 *
 * One thread, one loop: requests are handed over, net_wait() of net/wait.h
 * sleeps and moves bytes, and each request ends in exactly one call of
 * `done`, never from within net_http_post().
 *
 *	h = net_http_open(&(struct net_http_settings){
 *		.connections = 4, .max_answer = 1 << 20, .done = on_done,
 *		.owner = me }, &why);			(NULL: why)
 *	net_http_post(h, &(struct net_post){ .url = url, .body = xml,
 *		.type = SPAN("application/xml"), .connect_ms = 5000,
 *		.total_ms = 30000, .token = attempt });
 *	while (net_http_busy(h))
 *		net_wait(h, NULL, -1, 1000);
 *	net_http_close(h);
 *
 * What an end means to who must not send twice:
 *
 *   ANSWERED	a whole answer came, whatever its status: a redirect, too, is
 *		an answer, and is not followed
 *   NOT_SENT	the other side cannot have the request: no byte of it left.
 *		The name did not resolve, nobody listened, the proxy refused,
 *		the TLS handshake failed, a setting cannot be used
 *   UNKNOWN	bytes left and no whole answer came: reset, time-out, cut,
 *		longer than max_answer. It may have been received and done
 *
 * A request is never sent again behind the caller's back: where the library
 * would try anew on a fresh connection because a kept one died, bytes that
 * left make it UNKNOWN. Only what had not begun to leave moves to another
 * connection by itself.
 *
 * TLS is verified, always: at least 1.2, the chain to `ca` (a file of PEM;
 * empty: the system's), the name to the URL's host or `server_name`. An
 * https URL is never spoken to in the clear, and TLS settings beside an http
 * URL are refused. No proxy is used that is not named here, whatever the
 * environment says. HTTP is 1.1, without Expect and without compression.
 *
 * Times are microseconds since the request began to use a connection, 0 for
 * what did not come to pass; bytes are those of HTTP, before TLS.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"

struct net_http;

enum net_end { NET_ANSWERED, NET_NOT_SENT, NET_UNKNOWN };

struct net_header {
	struct span name, value;
};

/* Everything is copied, but the body: it must stay until `done`. */
struct net_post {
	struct span url;
	struct span method;		/* empty: POST */
	struct span type;		/* of the body; empty: none */
	struct span body;
	const struct net_header *headers;	/* more of them */
	size_t n_headers;
	struct span ca, cert, key;	/* files of PEM; empty: none */
	struct span server_name;	/* in place of the URL's host, for the
					   certificate, SNI and Host */
	struct span proxy;		/* URL; empty: none */
	uint64_t connect_ms;		/* name, TCP, proxy and TLS; 0: 5 s */
	uint64_t total_ms;		/* from begin to end; 0: 30 s */
	void *token;
};

/* Strings live until `done` returns. */
struct net_answer {
	void *token;
	struct span url;		/* as posted */
	enum net_end end;
	unsigned status;		/* 0: none came */
	struct span type;		/* of the body; empty: not told */
	struct span head;		/* status line and headers, as sent */
	struct span body;		/* UNKNOWN: as much as came */
	bool has_retry_after;
	uint64_t retry_after_s;
	struct span sent;		/* request line and headers that left;
					   values that may be secret, all of
					   `headers` among them, are masked */
	uint64_t bytes_sent;		/* of head and body */
	struct span peer;		/* "127.0.0.1:8079"; empty: none */
	uint64_t connect_us;		/* ready to send, TLS included */
	uint64_t first_byte_us, total_us;
	struct span error;		/* one line; empty: ANSWERED */
};

struct net_http_settings {
	unsigned connections;		/* at a time; more requests wait */
	uint64_t max_answer;		/* bytes of a body */
	const char *agent;		/* User-Agent; NULL: none */
	/* May post; may not close. */
	void (*done)(void *owner, const struct net_answer *answer);
	void *owner;
};

struct net_http *net_http_open(const struct net_http_settings *settings,
			       struct buf *why);
/* Requests under way are cut off, without `done`. */
void net_http_close(struct net_http *h);
void net_http_post(struct net_http *h, const struct net_post *post);
/* Not done yet; those that wait for a connection included. */
size_t net_http_busy(const struct net_http *h);

#endif
