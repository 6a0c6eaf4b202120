/*
 * The document member by member: each object is a table of fields with their
 * kind and place, so that a member cannot be known and not read.
 */
#include "file/campaign_in.h"

#include <string.h>

#include "base/num.h"
#include "base/table.h"
#include "file/codec.h"
#include "file/doc.h"
#include "model/codes.h"
#include "model/duis.h"
#include "model/pattern.h"
#include "model/srv.h"

struct reader {
	struct campaign *c;
	struct doc *doc;
	struct diag *d;
};

enum kind { TEXT, COUNT, MILLI, BOOL, EUI, WORD, URL, PATTERN, CODEC, PATH,
	    PART, OBJECT };

typedef void reader_of(struct reader *r, const struct doc_value *v,
		       void *into);

struct field {
	const char *name;
	enum kind kind;
	size_t at;			/* in the struct */
	bool needed;
	const char *words;		/* WORD: "a|b", to an unsigned */
	reader_of *read;		/* OBJECT: what is in it */
};

#define AT(strct, member)	offsetof(struct strct, member)

static const char *const codes[] = TABLE_CODES("SIT");

static void reject(struct reader *r, const struct doc_value *v,
		   enum code code, const char *column, struct span value,
		   const char *text)
{
	code_find(r->d, code, &(struct code_place){ .file = doc_name(r->doc),
		.line = doc_line(v), .column = column, .value = &value },
		"%s", text);
}

/* "a|b|c" to the place of the word; false: it is none of them. */
static bool word(struct span s, const char *words, unsigned *place)
{
	struct span rest = span_of(words), part;

	for (unsigned i = 0; span_cut(&rest, '|', &part); i++) {
		if (!span_eq_nocase(part, s))
			continue;
		*place = i;
		return true;
	}
	return false;
}

static bool path_ok(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '#')
			return false;
	}
	return s.n && s.p[0] == '/';
}

static const char *bad_text(const struct field *f, struct span s)
{
	switch (f->kind) {
	case URL:
		return !s.n || campaign_url_ok(s) ? NULL :
			"is not a URL; expected http:// or https:// and a "
			"host, without blanks, ? and #";
	case PATTERN:
		return pattern_valid(s) ? NULL :
			"is not a pattern of response codes, such as E20 or "
			"E0501[0-9]+";
	case PATH:
		return path_ok(s) ? NULL : "is not a path; expected one that "
			"begins with '/', without blanks and #";
	case PART:
		return s.n ? NULL : "is blank";
	default:
		return NULL;
	}
}

static void set_codec(struct reader *r, const struct doc_value *v,
		      struct span s)
{
	struct buf names = BUF_INIT;

	if (!codec_named(s)) {
		buf_add(&names, SPAN("is no codec; there is "));
		codec_names(&names);
		reject(r, v, SIT071, "codec", s, names.p);
	}
	buf_release(&names);
}

static void set_text(struct reader *r, const struct field *f,
		     const struct doc_value *v, struct span *into)
{
	const char *why;
	struct span s;

	if (!doc_string(r->doc, v, &s))
		return;
	why = bad_text(f, s);
	if (why)
		doc_reject(r->doc, v, why);
	if (f->kind == CODEC)
		set_codec(r, v, s);
	*into = arena_span(&r->c->arena, s);
}

static void set_number(struct reader *r, const struct field *f,
		       const struct doc_value *v, uint64_t *into)
{
	struct span s;

	if (f->kind == COUNT) {
		doc_count(r->doc, v, into);
	} else if (f->kind == EUI) {
		if (doc_string(r->doc, v, &s) && !duis_eui_parse(s, into))
			doc_reject(r->doc, v, "is not an EUI-64; expected "
				   "eight pairs of hex digits joined by -");
	} else if (doc_number(r->doc, v, &s) &&
		   !num_parse_decimal(s, 3, into)) {
		doc_reject(r->doc, v, "is not a number with at most three "
			   "decimals");
	}
}

static void set_word(struct reader *r, const struct field *f,
		     const struct doc_value *v, unsigned *into)
{
	struct buf why = BUF_INIT;
	struct span s;

	if (!doc_string(r->doc, v, &s))
		return;
	if (!word(s, f->words, into)) {
		struct span rest = span_of(f->words), part;

		while (span_cut(&rest, '|', &part))
			buf_addf(&why, "%s" SPAN_F, why.n ? ", " :
				 "is not one of ", SPAN_A(part));
		doc_reject(r->doc, v, why.p);
	}
	buf_release(&why);
}

static void set(struct reader *r, const struct field *f,
		const struct doc_value *v, void *into)
{
	void *at = (char *)into + f->at;

	switch (f->kind) {
	case COUNT:
	case MILLI:
	case EUI:
		set_number(r, f, v, at);
		break;
	case BOOL:
		doc_bool(r->doc, v, at);
		break;
	case WORD:
		set_word(r, f, v, at);
		break;
	case OBJECT:
		f->read(r, v, at);
		break;
	default:
		set_text(r, f, v, at);
		break;
	}
}

static void read_fields(struct reader *r, const struct field *f, size_t n,
			const struct doc_value *object, void *into)
{
	const char *known[32];
	struct buf why = BUF_INIT;

	if (!doc_is_object(r->doc, object))
		return;
	for (size_t i = 0; i < n; i++)
		known[i] = f[i].name;
	known[n] = NULL;
	doc_members_known(r->doc, object, known);
	for (size_t i = 0; i < n; i++) {
		const struct doc_value *v = doc_member(object, f[i].name);

		if (v) {
			set(r, &f[i], v, into);
		} else if (f[i].needed) {
			buf_clear(&why);
			buf_addf(&why, "lacks the member '%s'", f[i].name);
			doc_complain(r->doc, object, why.p);
		}
	}
	buf_release(&why);
}

#define READ(r, fields, v, into) \
	read_fields(r, fields, sizeof(fields) / sizeof((fields)[0]), v, into)

/* ---- the parts of a campaign ---- */

static void read_tls(struct reader *r, const struct doc_value *v, void *into)
{
	static const struct field f[] = {
		{ "ca", TEXT, AT(campaign_tls, ca), false, NULL, NULL },
		{ "cert", TEXT, AT(campaign_tls, cert), false, NULL, NULL },
		{ "key", TEXT, AT(campaign_tls, key), false, NULL, NULL },
		{ "server_name", TEXT, AT(campaign_tls, server_name), false,
		  NULL, NULL },
	};

	READ(r, f, v, into);
}

/* A token of HTTP. */
static bool header_name_ok(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] <= ' ' || s.p[i] > '~' ||
		    strchr("\"(),/:;<=>?@[\\]{}", s.p[i]))
			return false;
	}
	return s.n > 0;
}

/* How long a request is says who sends it. */
static bool header_is_ours(struct span s)
{
	return span_eq_nocase(s, SPAN("Content-Length")) ||
	       span_eq_nocase(s, SPAN("Transfer-Encoding"));
}

static void read_headers(struct reader *r, const struct doc_value *v,
			 void *into)
{
	struct campaign_interface *i = (struct campaign_interface *)(void *)
		((char *)into - AT(campaign_interface, headers));
	const struct doc_value *m = NULL;
	struct span value;

	if (!doc_is_object(r->doc, v))
		return;
	while ((m = doc_next(v, m)) != NULL) {
		if (!doc_string(r->doc, m, &value))
			continue;
		if (!header_name_ok(doc_key(m)))
			reject(r, m, SIT002, "headers", doc_key(m),
			       "is no name of a header; expected letters, "
			       "digits and -");
		else if (header_is_ours(doc_key(m)))
			reject(r, m, SIT002, "headers", doc_key(m),
			       "is said by who sends the request");
		for (size_t k = 0; k < value.n; k++) {
			if ((unsigned char)value.p[k] >= ' ')
				continue;
			doc_reject(r->doc, m, "has a control character; a "
				   "header is one line");
			break;
		}
		vec_push(&i->headers, ((struct campaign_header){
			arena_span(&r->c->arena, doc_key(m)),
			arena_span(&r->c->arena, value) }));
	}
}

static void check_interface(struct reader *r, const struct doc_value *v,
			    const struct campaign_interface *i)
{
	const struct codec *codec = codec_named(i->codec);
	struct buf why = BUF_INIT;

	for (size_t k = 0; k < r->c->interfaces.n; k++) {
		if (span_eq(r->c->interfaces.v[k].name, i->name))
			reject(r, v, SIT072, "name", i->name,
			       "is an interface already");
		else if (r->c->interfaces.v[k].applies_to == i->applies_to)
			reject(r, v, SIT072, "applies_to", i->name,
			       "is an interface for the same devices as "
			       "another; a request has one way to go");
	}
	if (codec && !pattern_matches(span_of(codec->versions),
				      i->schema_version)) {
		buf_addf(&why, "is no version of the codec '%s', such as 5.1",
			 codec->name);
		reject(r, v, SIT002, "schema_version", i->schema_version,
		       why.p);
	}
	buf_release(&why);
}

static void read_interface(struct reader *r, const struct doc_value *v)
{
	static const struct field f[] = {
		{ "name", PART, AT(campaign_interface, name), true, NULL,
		  NULL },
		{ "applies_to", WORD, AT(campaign_interface, applies_to),
		  false, "all|SMETS1|SMETS2", NULL },
		{ "base_url", URL, AT(campaign_interface, base_url), true,
		  NULL, NULL },
		{ "path_s", PATH, AT(campaign_interface, path_s), false, NULL,
		  NULL },
		{ "path_t", PATH, AT(campaign_interface, path_t), false, NULL,
		  NULL },
		{ "path_d", PATH, AT(campaign_interface, path_d), false, NULL,
		  NULL },
		{ "codec", CODEC, AT(campaign_interface, codec), false, NULL,
		  NULL },
		{ "schema_version", TEXT,
		  AT(campaign_interface, schema_version), false, NULL, NULL },
		{ "tls", OBJECT, AT(campaign_interface, tls), false, NULL,
		  read_tls },
		{ "proxy", TEXT, AT(campaign_interface, proxy), false, NULL,
		  NULL },
		{ "headers", OBJECT, AT(campaign_interface, headers), false,
		  NULL, read_headers },
	};
	struct campaign_interface i = {
		.path_s = SPAN("/api/v1/serviceS"),
		.path_t = SPAN("/api/v1/serviceT"),
		.path_d = SPAN("/api/v1/serviceD"),
		.codec = SPAN("duis"), .schema_version = SPAN("5.1"),
		.line = doc_line(v),
	};

	READ(r, f, v, &i);
	check_interface(r, v, &i);
	vec_push(&r->c->interfaces, i);
}

static void read_roles(struct reader *r, const struct doc_value *v,
		       void *into)
{
	const struct doc_value *m = NULL;
	unsigned *roles = into;
	struct span s;

	if (!doc_is_array(r->doc, v))
		return;
	while ((m = doc_next(v, m)) != NULL) {
		if (!doc_string(r->doc, m, &s))
			continue;
		if (!srv_role_named(s))
			doc_reject(r->doc, m, "is not a role; expected IS, "
				   "ES, GS, RSA, ED, GT or OU");
		*roles |= srv_role_named(s);
	}
}

static void read_user(struct reader *r, const struct doc_value *v)
{
	static const struct field f[] = {
		{ "eui", EUI, AT(campaign_user, eui), true, NULL, NULL },
		{ "roles", OBJECT, AT(campaign_user, roles), true, NULL,
		  read_roles },
		{ "sign_key", TEXT, AT(campaign_user, sign_key), false, NULL,
		  NULL },
		{ "cert", TEXT, AT(campaign_user, cert), false, NULL, NULL },
		{ "counter_start", COUNT, AT(campaign_user, counter_start),
		  false, NULL, NULL },
	};
	struct campaign_user u = { .line = doc_line(v) };
	char text[DUIS_EUI_TEXT];

	READ(r, f, v, &u);
	if (u.counter_start > CAMPAIGN_COUNTER_MOST)
		doc_reject(r->doc, doc_member(v, "counter_start"),
			   "leaves no room for the counters of a run; expected "
			   "18446744069414584320 at most");
	if (u.eui && campaign_user(r->c, u.eui))
		reject(r, v, SIT072, "eui", span_of(duis_eui_text(u.eui,
			text)), "is a user already; give it all its roles in "
			"one place");
	vec_push(&r->c->users, u);
}

static void read_retry(struct reader *r, const struct doc_value *v)
{
	static const struct field f[] = {
		{ "code", PATTERN, AT(campaign_retry, code), true, NULL,
		  NULL },
		{ "max", COUNT, AT(campaign_retry, max), true, NULL, NULL },
		{ "wait_ms", COUNT, AT(campaign_retry, wait_ms), false, NULL,
		  NULL },
	};
	struct campaign_retry retry = { .wait_ms = 1000 };

	READ(r, f, v, &retry);
	vec_push(&r->c->retries, retry);
}

static void each(struct reader *r, const struct doc_value *v,
		 void (*read)(struct reader *r, const struct doc_value *v))
{
	const struct doc_value *m = NULL;

	if (!doc_is_array(r->doc, v))
		return;
	while ((m = doc_next(v, m)) != NULL)
		read(r, m);
}

static void read_interfaces(struct reader *r, const struct doc_value *v,
			    void *into)
{
	(void)into;
	each(r, v, read_interface);
}

static void read_users(struct reader *r, const struct doc_value *v,
		       void *into)
{
	(void)into;
	each(r, v, read_user);
}

static void read_retries(struct reader *r, const struct doc_value *v,
			 void *into)
{
	(void)into;
	each(r, v, read_retry);
}

static void read_in_doubt(struct reader *r, const struct doc_value *v,
			  void *into)
{
	static const struct field f = { "in_doubt_wait_s", MILLI, 0, false,
					NULL, NULL };

	set_number(r, &f, v, into);
	r->c->has_in_doubt = true;
}

/* An object whose members lie in the campaign itself. */
#define PART_OF_CAMPAIGN(name, ...) \
	static void name(struct reader *r, const struct doc_value *v, \
			 void *into) \
	{ \
		static const struct field f[] = { __VA_ARGS__ }; \
		(void)into; \
		READ(r, f, v, r->c); \
	}

PART_OF_CAMPAIGN(read_release,
	{ "file", TEXT, AT(campaign, release_file), false, NULL, NULL },
	{ "sha256", TEXT, AT(campaign, release_sha256), false, NULL, NULL })
PART_OF_CAMPAIGN(read_cycle,
	{ "name", PART, AT(campaign, cycle), true, NULL, NULL },
	{ "kind", WORD, AT(campaign, cycle_kind), false,
	  "NORMAL|MT_EOC|SIT_EOC|SYSTEM_REGRESSION|DMCT", NULL })
PART_OF_CAMPAIGN(read_receiver,
	{ "listen", TEXT, AT(campaign, receiver.listen), false, NULL, NULL },
	{ "public_url", URL, AT(campaign, receiver.public_url), false, NULL,
	  NULL },
	{ "path", PATH, AT(campaign, receiver.path), false, NULL, NULL },
	{ "tls", OBJECT, AT(campaign, receiver.tls), false, NULL, read_tls })
PART_OF_CAMPAIGN(read_limits,
	{ "tps", MILLI, AT(campaign, limits.tps_milli), false, NULL, NULL },
	{ "per_s1sp", MILLI, AT(campaign, limits.per_s1sp_milli), false, NULL,
	  NULL },
	{ "connections", COUNT, AT(campaign, limits.connections), false, NULL,
	  NULL },
	{ "connect_ms", COUNT, AT(campaign, limits.connect_ms), false, NULL,
	  NULL },
	{ "total_ms", COUNT, AT(campaign, limits.total_ms), false, NULL,
	  NULL },
	{ "drain_s", MILLI, AT(campaign, limits.drain_ms), false, NULL,
	  NULL })
PART_OF_CAMPAIGN(read_clock,
	{ "kind", WORD, AT(campaign, clock), true, "system|admin", NULL },
	{ "url", URL, AT(campaign, clock_url), false, NULL, NULL })

struct child_names {
	struct span child_43, child_443;
};

static void read_child_names(struct reader *r, const struct doc_value *v,
			     void *into)
{
	static const struct field f[] = {
		{ "4.3", PART, AT(child_names, child_43), false, NULL, NULL },
		{ "4.4.3", PART, AT(child_names, child_443), false, NULL,
		  NULL },
	};
	struct child_names names = { r->c->mp192.child_43,
				     r->c->mp192.child_443 };

	(void)into;
	READ(r, f, v, &names);
	r->c->mp192.child_43 = names.child_43;
	r->c->mp192.child_443 = names.child_443;
}

PART_OF_CAMPAIGN(read_mp192,
	{ "enabled", BOOL, AT(campaign, mp192.enabled), false, NULL, NULL },
	{ "code", PATTERN, AT(campaign, mp192.code), false, NULL, NULL },
	{ "child_names", OBJECT, 0, false, NULL, read_child_names })

static void read_schema(struct reader *r, const struct doc_value *v,
			void *into)
{
	struct span s;

	(void)into;
	if (doc_string(r->doc, v, &s) && !span_eq(s, SPAN("sit-campaign/1")))
		reject(r, v, SIT013, "schema", s, "is another kind of "
		       "document; expected sit-campaign/1");
}

static const struct field members[] = {
	{ "schema", OBJECT, 0, false, NULL, read_schema },
	{ "name", PART, AT(campaign, name), true, NULL, NULL },
	{ "release", OBJECT, 0, false, NULL, read_release },
	{ "cycle", OBJECT, 0, false, NULL, read_cycle },
	{ "interfaces", OBJECT, 0, true, NULL, read_interfaces },
	{ "receiver", OBJECT, 0, false, NULL, read_receiver },
	{ "users", OBJECT, 0, false, NULL, read_users },
	{ "acb_eui", EUI, AT(campaign, acb_eui), false, NULL, NULL },
	{ "critical_smets1_cv", COUNT, AT(campaign, critical_smets1_cv),
	  false, NULL, NULL },
	{ "limits", OBJECT, 0, false, NULL, read_limits },
	{ "retry", OBJECT, 0, false, NULL, read_retries },
	{ "in_doubt_wait_s", OBJECT, AT(campaign, in_doubt_ms), false, NULL,
	  read_in_doubt },
	{ "applicability_file", TEXT, AT(campaign, applicability_file), false,
	  NULL, NULL },
	{ "trt_file", TEXT, AT(campaign, trt_file), false, NULL, NULL },
	{ "mp192", OBJECT, 0, false, NULL, read_mp192 },
	{ "clock", OBJECT, 0, false, NULL, read_clock },
	{ "seed", COUNT, AT(campaign, seed), false, NULL, NULL },
};

/* ---- what several members together can get wrong ---- */

static void at_member(struct reader *r, const struct doc_value *root,
		      const char *name, enum code code, struct span value,
		      const char *text)
{
	const struct doc_value *v = doc_member(root, name);

	reject(r, v ? v : root, code, name, value, text);
}

static void check_clock(struct reader *r, const struct doc_value *root)
{
	const struct campaign *c = r->c;

	if (c->clock != CAMPAIGN_CLOCK_ADMIN)
		return;
	if (!c->clock_url.n || !campaign_url_loopback(c->clock_url))
		at_member(r, root, "clock", SIT070, c->clock_url,
			  "is no URL of this machine; the clock of an "
			  "administrator is that of sit-emu");
	for (size_t i = 0; i < c->interfaces.n; i++) {
		if (!campaign_url_loopback(c->interfaces.v[i].base_url))
			at_member(r, root, "interfaces", SIT070,
				  c->interfaces.v[i].base_url, "is not on "
				  "this machine; only the system's clock goes "
				  "with it");
	}
}

/* Half of a pair would be left out by a library without a word. */
static void check_pair(struct reader *r, const struct doc_value *root,
		       const char *member, const struct campaign_tls *tls)
{
	if (!tls->cert.n != !tls->key.n)
		at_member(r, root, member, SIT002,
			  tls->cert.n ? tls->cert : tls->key, tls->cert.n ?
			  "is a certificate without its key; tls has cert "
			  "and key together" :
			  "is a key without its certificate; tls has cert "
			  "and key together");
}

/* A library hands over what is posted to without its query, and decoded. */
static void check_path(struct reader *r, const struct doc_value *root)
{
	const struct span path = r->c->receiver.path;

	if (path.n && (memchr(path.p, '?', path.n) ||
		       memchr(path.p, '%', path.n)))
		at_member(r, root, "receiver", SIT002, path,
			  "has a ? or a %; expected a path to listen on that "
			  "needs neither");
}

static void check_tls(struct reader *r, const struct doc_value *root)
{
	const struct campaign *c = r->c;
	const struct campaign_tls *in = &c->receiver.tls;

	for (size_t i = 0; i < c->interfaces.n; i++)
		check_pair(r, root, "interfaces", &c->interfaces.v[i].tls);
	check_pair(r, root, "receiver", in);
	if (in->ca.n && !in->cert.n && !in->key.n)
		at_member(r, root, "receiver", SIT002, in->ca,
			  "is who senders must be known to, and nothing is "
			  "received by TLS; add cert and key");
	if (in->server_name.n)
		at_member(r, root, "receiver", SIT002, in->server_name,
			  "is a name for a server to have; tls of the "
			  "receiver has ca, cert and key");
}

/* A library takes 0 for no time-out at all, and what is too large for
 * something small. */
static void check_limits(struct reader *r, const struct doc_value *root)
{
	const struct campaign *c = r->c;
	const struct {
		const char *name;
		uint64_t value, least, most;
	} limits[] = {
		{ "connections", c->limits.connections, 1, 10000 },
		{ "connect_ms", c->limits.connect_ms, 1, 86400000 },
		{ "total_ms", c->limits.total_ms, 1, 86400000 },
		/* told in seconds */
		{ "drain_s", c->limits.drain_ms / 1000, 0, 86400 },
		{ "in_doubt_wait_s", c->in_doubt_ms / 1000, 0, 31536000 },
	};
	const struct doc_value *in = doc_member(root, "limits");
	char text[NUM_TEXT];

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		const struct doc_value *own = doc_member(root, limits[i].name);
		struct buf why = BUF_INIT;

		if (limits[i].value >= limits[i].least &&
		    limits[i].value <= limits[i].most)
			continue;
		buf_addf(&why, "is not from %llu to %llu",
			 (unsigned long long)limits[i].least,
			 (unsigned long long)limits[i].most);
		reject(r, own ? own : in ? in : root, SIT002, limits[i].name,
		       span_of(num_text(limits[i].value, text)), why.p);
		buf_release(&why);
	}
}

static void check(struct reader *r, const struct doc_value *root)
{
	struct campaign *c = r->c;
	char text[NUM_TEXT];

	check_clock(r, root);
	check_tls(r, root);
	check_path(r, root);
	if (c->critical_smets1_cv > 7)
		at_member(r, root, "critical_smets1_cv", SIT002,
			  span_of(num_text(c->critical_smets1_cv, text)),
			  "is no command variant that a user sends; expected "
			  "1 to 7");
	check_limits(r, root);
	if (!c->interfaces.n && doc_member(root, "interfaces"))
		at_member(r, root, "interfaces", SIT002, SPAN_EMPTY,
			  "names no interface; a campaign has one or more");
	if (doc_member(root, "retry"))
		return;
	/* the device was not reached, or did not answer */
	vec_push(&c->retries, ((struct campaign_retry){ SPAN("E20"), 2,
							 1000 }));
	vec_push(&c->retries, ((struct campaign_retry){ SPAN("E21"), 2,
							 1000 }));
}

bool campaign_in_read(struct campaign *c, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct reader r = { c, doc_read(path, limits, d, codes), d };
	const struct doc_value *root = doc_root(r.doc);

	if (root && doc_is_object(r.doc, root)) {
		READ(&r, members, root, c);
		check(&r, root);
	}
	*source = (struct rows_source){ .name = diag_file(d,
						doc_name(r.doc)) };
	doc_digest(r.doc, source->sha256);
	*system = doc_system_error(r.doc);
	doc_close(r.doc);
	return d->count[DIAG_ERROR] == errors && !*system;
}

const char *campaign_in_path(const char *campaign, struct span name,
			     struct arena *a)
{
	const char *slash = strrchr(campaign, '/');

	if (!slash || (name.n && name.p[0] == '/'))
		return arena_string(a, name);
	return arena_string(a, arena_printf(a, "%.*s" SPAN_F,
		(int)(slash - campaign + 1), campaign, SPAN_A(name)));
}
