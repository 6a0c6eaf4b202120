/*
 * net-post.c - one request from a shell, for the tests; not installed
 *
 *	net-post URL [ca=FILE] [cert=FILE] [key=FILE] [name=SERVER]
 *		[proxy=URL] < body
 *
 * Prints how it ended, the status, the bytes that left, and why:
 *
 *	NOT_SENT 0 0 SSL certificate problem: self-signed certificate
 *
 *	net-post receive=PORT_FILE [ca=FILE] [cert=FILE] [key=FILE]
 *
 * takes messages until it is killed, and prints their path, media type and
 * length.
 */
#include <stdio.h>

#include "net/http.h"
#include "net/receiver.h"
#include "net/wait.h"

static void on_done(void *owner, const struct net_answer *a)
{
	static const char *const ends[] = { "ANSWERED", "NOT_SENT", "UNKNOWN" };

	(void)owner;
	printf("%s %u %llu " SPAN_F "\n", ends[a->end], a->status,
	       (unsigned long long)a->bytes_sent, SPAN_A(a->error));
}

static bool option(struct net_post *p, struct span word)
{
	struct span name;

	span_cut(&word, '=', &name);
	if (span_eq(name, SPAN("ca")))
		p->ca = word;
	else if (span_eq(name, SPAN("cert")))
		p->cert = word;
	else if (span_eq(name, SPAN("key")))
		p->key = word;
	else if (span_eq(name, SPAN("name")))
		p->server_name = word;
	else if (span_eq(name, SPAN("proxy")))
		p->proxy = word;
	else
		return false;
	return true;
}

static void on_message(void *owner, const struct net_message *m)
{
	(void)owner;
	printf(SPAN_F " " SPAN_F " %zu\n", SPAN_A(m->path), SPAN_A(m->type),
	       m->body.n);
	fflush(stdout);
	net_receiver_answer(m->call, 204);
}

/* The text of a file; NULL: none is named. */
static const char *text_of(struct span path)
{
	struct buf b = BUF_INIT;
	FILE *f = path.n ? fopen(path.p, "r") : NULL;
	size_t n;

	while (f && (n = fread(buf_room(&b, 4096), 1, 4096, f)) > 0)
		b.n += n;
	if (f)
		fclose(f);
	buf_add(&b, SPAN(""));
	return f ? b.p : NULL;
}

static int receive(const char *port_file, const struct net_post *p)
{
	struct buf why = BUF_INIT;
	struct net_receiver *r = net_receiver_open(
		&(struct net_receiver_settings){ .listen = SPAN("127.0.0.1:0"),
			.tls_key = text_of(p->key), .tls_cert =
			text_of(p->cert), .client_ca = text_of(p->ca),
			.take = on_message }, &why);
	FILE *f = fopen(port_file, "w");

	if (!r || !f) {
		fprintf(stderr, "net-post: %s\n", why.p ? why.p : port_file);
		return 1;
	}
	fprintf(f, "%u", net_receiver_port(r));
	fclose(f);
	for (;;)
		net_wait(NULL, r, -1, 1000);
}

int main(int argc, char **argv)
{
	struct net_post p = { .type = SPAN("application/xml"),
			      .connect_ms = 3000, .total_ms = 5000 };
	struct buf body = BUF_INIT, why = BUF_INIT;
	struct net_http *h = net_http_open(&(struct net_http_settings){
		.connections = 1, .max_answer = 1 << 20, .done = on_done },
		&why);
	size_t n;

	if (!h || argc < 2)
		return 1;
	for (int i = 2; i < argc; i++)
		if (!option(&p, span_of(argv[i])))
			return 1;
	if (span_starts(span_of(argv[1]), SPAN("receive=")))
		return receive(argv[1] + 8, &p);
	while ((n = fread(buf_room(&body, 65536), 1, 65536, stdin)) > 0)
		body.n += n;
	p.url = span_of(argv[1]);
	p.body = buf_span(&body);
	net_http_post(h, &p);
	while (net_http_busy(h))
		net_wait(h, NULL, -1, 1000);
	net_http_close(h);
	buf_release(&body);
	buf_release(&why);
	return 0;
}
