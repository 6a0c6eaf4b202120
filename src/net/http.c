/* libcurl's multi interface. Requests wait here, not in the library, so that
 * no time-out runs while there is no connection for them. */
#include "net/http.h"

#include <string.h>

#include "base/mem.h"
#include "net/http_room.h"
#include "net/pipe.h"

enum { KEPT_S = 30 };

struct net_http *net_http_open(const struct net_http_settings *settings,
			       struct buf *why)
{
	struct net_http *h;
	const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);

	if (code != CURLE_OK) {
		buf_addf(why, "libcurl: %s", curl_easy_strerror(code));
		return NULL;
	}
	h = mem_array(1, sizeof(*h));
	h->set = *settings;
	if (h->set.connections == 0)
		h->set.connections = 1;
	h->multi = curl_multi_init();
	if (!h->multi)
		mem_exhausted(0);
	curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS,
			  (long)h->set.connections);
	curl_multi_setopt(h->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
			  (long)h->set.connections);
	return h;
}

/* ---- handing over ---- */

static struct flight *flight_new(struct net_http *h)
{
	struct flight *f;

	if (h->spare.n)
		return h->spare.v[--h->spare.n];
	f = mem_array(1, sizeof(*f));
	f->h = h;
	f->arena = (struct arena)ARENA_INIT;
	f->curl = curl_easy_init();
	if (!f->curl)
		mem_exhausted(0);
	vec_push(&h->flights, f);
	return f;
}

static void copy_post(struct flight *f, const struct net_post *post)
{
	struct arena *a = &f->arena;
	struct net_header *headers = arena_alloc(a,
				(post->n_headers + 1) * sizeof(*headers));

	f->post = *post;
	f->post.url = arena_span(a, post->url);
	f->post.method = arena_span(a, post->method);
	f->post.type = arena_span(a, post->type);
	f->post.ca = arena_span(a, post->ca);
	f->post.cert = arena_span(a, post->cert);
	f->post.key = arena_span(a, post->key);
	f->post.server_name = arena_span(a, post->server_name);
	f->post.proxy = arena_span(a, post->proxy);
	for (size_t i = 0; i < post->n_headers; i++) {
		headers[i].name = arena_span(a, post->headers[i].name);
		headers[i].value = arena_span(a, post->headers[i].value);
	}
	f->post.headers = headers;
}

void net_http_post(struct net_http *h, const struct net_post *post)
{
	struct flight *f = flight_new(h);

	copy_post(f, post);
	f->next = NULL;
	if (h->first)
		h->last->next = f;
	else
		h->first = f;
	h->last = f;
	h->busy++;
}

size_t net_http_busy(const struct net_http *h)
{
	return h->busy;
}

/* ---- the end of one ---- */

static void flight_clear(struct flight *f)
{
	curl_slist_free_all(f->lines);
	curl_slist_free_all(f->connect_to);
	f->lines = f->connect_to = NULL;
	buf_clear(&f->head);
	buf_clear(&f->body);
	buf_clear(&f->sent);
	buf_clear(&f->error);
	arena_clear(&f->arena);
	f->bytes_sent = 0;
	f->begun = f->died = f->too_long = f->headed = false;
	f->why[0] = '\0';
}

static void finish(struct flight *f, CURLcode code)
{
	struct net_http *h = f->h;
	struct net_answer a;

	net_flight_tell(f, code, &a);
	if (f->active) {
		curl_multi_remove_handle(h->multi, f->curl);
		f->active = false;
		h->active--;
	}
	h->busy--;
	h->set.done(h->set.owner, &a);
	flight_clear(f);
	vec_push(&h->spare, f);
}

/* ---- the loop's part ---- */

bool net_http_ready(const struct net_http *h)
{
	return h->first && h->active < h->set.connections;
}

static void start(struct net_http *h, struct flight *f)
{
	if (!net_flight_set(f)) {
		finish(f, CURLE_BAD_FUNCTION_ARGUMENT);
		return;
	}
	curl_easy_setopt(f->curl, CURLOPT_PRIVATE, f);
	curl_easy_setopt(f->curl, CURLOPT_MAXAGE_CONN, (long)KEPT_S);
	f->active = true;
	h->active++;
	curl_multi_add_handle(h->multi, f->curl);
}

static void start_ready(struct net_http *h)
{
	/* what `done` posts meanwhile waits for the next round */
	for (size_t n = h->set.connections; n && net_http_ready(h); n--) {
		struct flight *f = h->first;

		h->first = f->next;
		start(h, f);
	}
}

void net_http_run(struct net_http *h)
{
	int running, left;
	CURLMsg *m;

	start_ready(h);
	curl_multi_perform(h->multi, &running);
	while ((m = curl_multi_info_read(h->multi, &left)) != NULL) {
		struct flight *f = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE,
				  (char **)&f);
		finish(f, m->data.result);
	}
}

void net_http_close(struct net_http *h)
{
	struct net_pipe_guard guard;

	if (!h)
		return;
	net_pipe_ignore(&guard);
	for (size_t i = 0; i < h->flights.n; i++) {
		struct flight *f = h->flights.v[i];

		if (f->active)
			curl_multi_remove_handle(h->multi, f->curl);
		curl_easy_cleanup(f->curl);
		flight_clear(f);
		buf_release(&f->head);
		buf_release(&f->body);
		buf_release(&f->sent);
		buf_release(&f->error);
		arena_release(&f->arena);
		mem_free(f);
	}
	curl_multi_cleanup(h->multi);
	net_pipe_restore(&guard);
	vec_release(&h->flights);
	vec_release(&h->spare);
	mem_free(h);
	curl_global_cleanup();
}
