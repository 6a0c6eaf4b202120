/*
 * One request as the library is told it, and one end as the caller is.
 *
 * The library sends a request anew on a fresh connection when a kept one dies
 * before a byte of the answer: for a command to a device that is once too
 * often. It asks before it sends, each time (CURLOPT_PREREQFUNCTION), and is
 * told no where bytes of the request have left already. That no byte left is
 * known for the same reason: it tells what it wrote (CURLOPT_DEBUGFUNCTION).
 */
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "net/http_room.h"

enum { CONNECT_MS = 5000, TOTAL_MS = 30000 };

static const char masked[] = "****";

/* ---- what the library calls ---- */

static size_t on_body(char *data, size_t size, size_t n, void *owner)
{
	struct flight *f = owner;

	n *= size;
	if (f->body.n + n > f->h->set.max_answer) {
		f->too_long = true;
		return 0;
	}
	buf_add_bytes(&f->body, data, n);
	return n;
}

static size_t on_head(char *data, size_t size, size_t n, void *owner)
{
	struct flight *f = owner;
	const struct span line = { data, n * size };

	if (span_starts(line, SPAN("HTTP/"))) {	/* 100 came before it */
		buf_clear(&f->head);
		f->headed = false;
	}
	if (span_trim(line).n == 0)
		f->headed = true;
	buf_add(&f->head, line);
	return line.n;
}

static int on_begin(void *owner, char *peer, char *local, int peer_port,
		    int local_port)
{
	struct flight *f = owner;

	(void)peer;
	(void)local;
	(void)peer_port;
	(void)local_port;
	if (f->bytes_sent) {
		f->died = true;
		return CURL_PREREQFUNC_ABORT;
	}
	f->begun = true;
	return CURL_PREREQFUNC_OK;
}

static int on_told(CURL *curl, curl_infotype type, char *data, size_t n,
		   void *owner)
{
	struct flight *f = owner;

	(void)curl;
	if (!f->begun)			/* said to a proxy */
		return 0;
	if (type == CURLINFO_HEADER_OUT)
		buf_add_bytes(&f->sent, data, n);
	if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
		f->bytes_sent += n;
	return 0;
}

/* ---- a request ---- */

static bool refuse(struct flight *f, struct span what, const char *why)
{
	buf_addf(&f->error, "'" SPAN_F "' %s", SPAN_A(what), why);
	return false;
}

static bool is_https(struct span url)
{
	const struct span scheme = SPAN("https:");

	return url.n >= scheme.n &&
	       span_eq_nocase(span_make(url.p, scheme.n), scheme);
}

static bool is_clean(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 127)
			return false;
	return true;
}

static void add_line(struct flight *f, struct span name, struct span value)
{
	/* "Name;" is the library's way to say an empty one */
	const struct span line = value.n ?
		arena_printf(&f->arena, SPAN_F ": " SPAN_F, SPAN_A(name),
			     SPAN_A(value)) :
		arena_printf(&f->arena, SPAN_F ";", SPAN_A(name));
	struct curl_slist *grown = curl_slist_append(f->lines, line.p);

	if (!grown)
		mem_exhausted(0);
	f->lines = grown;
}

static void suppress(struct flight *f, const char *line)
{
	struct curl_slist *grown = curl_slist_append(f->lines, line);

	if (!grown)
		mem_exhausted(0);
	f->lines = grown;
}

static bool set_headers(struct flight *f)
{
	const struct net_post *p = &f->post;

	suppress(f, "Expect:");
	if (p->type.n)
		add_line(f, SPAN("Content-Type"), p->type);
	else
		suppress(f, "Content-Type:");
	for (size_t i = 0; i < p->n_headers; i++) {
		const struct net_header *header = &p->headers[i];

		if (header->name.n == 0 || !is_clean(header->name) ||
		    !is_clean(header->value))
			return refuse(f, header->name,
				      "cannot be sent as a header");
		add_line(f, header->name, header->value);
	}
	if (!is_clean(p->type))
		return refuse(f, p->type, "cannot be sent as a media type");
	curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, f->lines);
	return true;
}

/* The certificate is asked for under another name than the address. */
static bool set_name(struct flight *f, CURLU *url)
{
	char *host = NULL, *port = NULL, *whole = NULL;
	struct span to;
	bool ok = false;

	if (curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
	    curl_url_get(url, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) ==
	    CURLUE_OK &&
	    curl_url_set(url, CURLUPART_HOST, f->post.server_name.p, 0) ==
	    CURLUE_OK &&
	    curl_url_get(url, CURLUPART_URL, &whole, 0) == CURLUE_OK) {
		to = arena_printf(&f->arena, "::%s:%s", host, port);
		f->connect_to = curl_slist_append(NULL, to.p);
		if (!f->connect_to)
			mem_exhausted(0);
		curl_easy_setopt(f->curl, CURLOPT_CONNECT_TO, f->connect_to);
		curl_easy_setopt(f->curl, CURLOPT_URL, whole);
		ok = true;
	}
	curl_free(host);
	curl_free(port);
	curl_free(whole);
	return ok || refuse(f, f->post.server_name,
			    "is not the name of a server");
}

static bool set_url(struct flight *f)
{
	const struct net_post *p = &f->post;
	CURLU *url = curl_url();
	bool ok = true;

	if (!url)
		mem_exhausted(0);
	curl_easy_setopt(f->curl, CURLOPT_URL, p->url.p);
	if (!is_clean(p->url) ||
	    curl_url_set(url, CURLUPART_URL, p->url.p, 0) != CURLUE_OK)
		ok = refuse(f, p->url, "is not a URL");
	else if (p->server_name.n)
		ok = set_name(f, url);
	curl_url_cleanup(url);
	return ok;
}

static bool set_tls(struct flight *f)
{
	const struct net_post *p = &f->post;
	CURL *c = f->curl;

	if (!is_https(p->url)) {
		curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http");
		if (p->ca.n || p->cert.n || p->key.n || p->server_name.n)
			return refuse(f, p->url, "is not https, and TLS is "
				      "asked for");
		return true;
	}
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "https");
	curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
	if (p->ca.n) {
		curl_easy_setopt(c, CURLOPT_CAINFO, p->ca.p);
		curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
	}
	if (p->cert.n)
		curl_easy_setopt(c, CURLOPT_SSLCERT, p->cert.p);
	if (p->key.n)
		curl_easy_setopt(c, CURLOPT_SSLKEY, p->key.p);
	return true;
}

/* What the environment says of proxies is not asked. */
static void set_proxy(struct flight *f)
{
	curl_easy_setopt(f->curl, CURLOPT_PROXY, f->post.proxy.p);
	curl_easy_setopt(f->curl, CURLOPT_NOPROXY, "");
	curl_easy_setopt(f->curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(f->curl, CURLOPT_PROXY_SSLVERSION,
			 (long)CURL_SSLVERSION_TLSv1_2);
	if (f->post.ca.n)
		curl_easy_setopt(f->curl, CURLOPT_PROXY_CAINFO,
				 f->post.ca.p);
}

static void set_body(struct flight *f)
{
	const struct net_post *p = &f->post;

	if (span_eq(p->method, SPAN("GET")))
		return;
	curl_easy_setopt(f->curl, CURLOPT_POST, 1L);
	if (p->method.n && !span_eq(p->method, SPAN("POST")))
		curl_easy_setopt(f->curl, CURLOPT_CUSTOMREQUEST, p->method.p);
	curl_easy_setopt(f->curl, CURLOPT_POSTFIELDSIZE_LARGE,
			 (curl_off_t)p->body.n);
	curl_easy_setopt(f->curl, CURLOPT_POSTFIELDS,
			 p->body.n ? p->body.p : "");
}

static void set_calls(struct flight *f)
{
	CURL *c = f->curl;

	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, f);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, f);
	curl_easy_setopt(c, CURLOPT_PREREQFUNCTION, on_begin);
	curl_easy_setopt(c, CURLOPT_PREREQDATA, f);
	curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_told);
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, f);
	curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, f->why);
}

bool net_flight_set(struct flight *f)
{
	const struct net_post *p = &f->post;
	CURL *c = f->curl;

	curl_easy_reset(c);
	set_calls(f);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS,
			 (long)(p->connect_ms ? p->connect_ms : CONNECT_MS));
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS,
			 (long)(p->total_ms ? p->total_ms : TOTAL_MS));
	if (f->h->set.agent)
		curl_easy_setopt(c, CURLOPT_USERAGENT, f->h->set.agent);
	set_body(f);
	set_proxy(f);
	return set_url(f) && set_tls(f) && set_headers(f);
}

/* ---- its end ---- */

static bool is_secret(const struct flight *f, struct span name)
{
	if (span_eq_nocase(name, SPAN("Authorization")) ||
	    span_eq_nocase(name, SPAN("Proxy-Authorization")) ||
	    span_eq_nocase(name, SPAN("Cookie")))
		return true;
	for (size_t i = 0; i < f->post.n_headers; i++)
		if (span_eq_nocase(name, f->post.headers[i].name))
			return true;
	return false;
}

/* What left, in f->sent, in a text of the arena. */
static struct span sent_masked(struct flight *f)
{
	struct span rest = buf_span(&f->sent), line, name;
	struct buf to = BUF_INIT;
	struct span kept;

	while (span_cut(&rest, '\n', &line)) {
		struct span value = line;

		if (span_cut(&value, ':', &name) && name.n < line.n &&
		    is_secret(f, name)) {
			buf_addf(&to, SPAN_F ": %s\r\n", SPAN_A(name),
				 masked);
			continue;
		}
		buf_add(&to, line);
		buf_add_char(&to, '\n');
	}
	kept = arena_span(&f->arena, buf_span(&to));
	buf_release(&to);
	return kept;
}

static uint64_t time_us(CURL *c, CURLINFO which)
{
	curl_off_t us = 0;

	curl_easy_getinfo(c, which, &us);
	return us > 0 ? (uint64_t)us : 0;
}

static void tell_peer(struct flight *f, struct net_answer *a)
{
	char *ip = NULL;
	long port = 0;

	curl_easy_getinfo(f->curl, CURLINFO_PRIMARY_IP, &ip);
	curl_easy_getinfo(f->curl, CURLINFO_PRIMARY_PORT, &port);
	if (ip && *ip)
		a->peer = arena_printf(&f->arena, strchr(ip, ':') ?
				       "[%s]:%ld" : "%s:%ld", ip, port);
}

/* "OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number" is for
 * who wrote the library. */
static void tell_library(struct buf *to, struct span text)
{
	const struct span before = SPAN("SSL routines::");
	const char *at = memmem(text.p, text.n, before.p, before.n);

	if (at) {
		buf_add(to, SPAN("TLS: "));
		text = span_from(text, (size_t)(at - text.p) + before.n);
	}
	buf_add(to, span_trim(text));
}

static void tell_error(struct flight *f, CURLcode code)
{
	if (f->error.n)
		return;
	if (f->died)
		buf_add(&f->error, SPAN("the kept connection ended before an "
					"answer came"));
	else if (code == CURLE_OK)
		buf_add(&f->error, SPAN("the answer ended within its headers"));
	else if (f->too_long)
		buf_addf(&f->error, "the answer is longer than %llu bytes",
			 (unsigned long long)f->h->set.max_answer);
	else
		tell_library(&f->error, span_of(f->why[0] ? f->why :
						curl_easy_strerror(code)));
	for (size_t i = 0; i < f->error.n; i++)
		if ((unsigned char)f->error.p[i] < ' ')
			f->error.p[i] = ' ';
}

static void tell_answer(struct flight *f, struct net_answer *a)
{
	CURL *c = f->curl;
	curl_off_t retry = 0;
	struct span rest = buf_span(&f->head), line;
	char *type = NULL;
	long status = 0;

	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	a->status = (unsigned)status;
	curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
	if (type)
		a->type = arena_span(&f->arena, span_of(type));
	while (span_cut(&rest, '\n', &line)) {
		const struct span name = SPAN("Retry-After:");

		if (line.n < name.n ||
		    !span_eq_nocase(span_make(line.p, name.n), name))
			continue;
		/* a date as well as seconds */
		curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &retry);
		a->has_retry_after = true;
		a->retry_after_s = retry > 0 ? (uint64_t)retry : 0;
	}
}

void net_flight_tell(struct flight *f, CURLcode code, struct net_answer *a)
{
	*a = (struct net_answer){
		.token = f->post.token, .url = f->post.url,
		.bytes_sent = f->bytes_sent,
		.type = SPAN_EMPTY, .peer = SPAN_EMPTY, .error = SPAN_EMPTY,
		.head = buf_span(&f->head), .body = buf_span(&f->body),
	};
	a->sent = sent_masked(f);
	if (f->active) {
		tell_answer(f, a);
		tell_peer(f, a);
		a->connect_us = time_us(f->curl, CURLINFO_PRETRANSFER_TIME_T);
		a->first_byte_us = time_us(f->curl,
					   CURLINFO_STARTTRANSFER_TIME_T);
		a->total_us = time_us(f->curl, CURLINFO_TOTAL_TIME_T);
	}
	/* the library takes a head without an end for an answer */
	if (code == CURLE_OK && f->headed && a->status >= 200) {
		a->end = NET_ANSWERED;
		return;
	}
	a->end = f->bytes_sent ? NET_UNKNOWN : NET_NOT_SENT;
	tell_error(f, code);
	a->error = buf_span(&f->error);
}
