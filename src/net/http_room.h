/* http_room.h - what net/wait.c and the two halves of http share */
#ifndef NET_HTTP_ROOM_H
#define NET_HTTP_ROOM_H

#include <curl/curl.h>
#include <stdbool.h>
#include "base/arena.h"
#include "base/vec.h"
#include "net/http.h"

struct flight {				/* a request, from post to done */
	struct net_http *h;
	struct flight *next;		/* that waits behind it */
	CURL *curl;
	struct arena arena;
	struct net_post post;
	struct curl_slist *lines, *connect_to;
	struct buf head, body, sent, error;
	uint64_t bytes_sent;
	bool active;			/* with the library */
	bool begun;			/* a connection is ready for it */
	bool died;			/* it would have been sent anew */
	bool too_long;			/* the answer */
	bool headed;			/* its headers came to their end */
	char why[CURL_ERROR_SIZE];
};

struct net_http {
	struct net_http_settings set;
	CURLM *multi;
	VEC(struct flight *) flights, spare;
	struct flight *first, *last;	/* that wait for a connection */
	size_t busy, active;
};

/* All options of its request; false: f->error says what cannot be used. */
bool net_flight_set(struct flight *f);
/* What came of it, told from the library's code. */
void net_flight_tell(struct flight *f, CURLcode code, struct net_answer *a);

bool net_http_ready(const struct net_http *h);	/* run it, do not sleep */
void net_http_run(struct net_http *h);

#endif
