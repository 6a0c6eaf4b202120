/* One letter at a time; nothing of it outlives the next. */
#include "tools/sitrun_letter.h"

#include "engine/case_due.h"
#include "engine/case_request.h"
#include "file/campaign_in.h"
#include "file/input.h"
#include "file/pem.h"
#include "model/codes.h"

/* ---- users ---- */

/* NULL: it has neither key nor certificate. */
static const struct letter_user *user(const struct letters *l, uint64_t eui)
{
	for (size_t i = 0; i < l->users.n; i++) {
		if (l->users.v[i].eui == eui)
			return &l->users.v[i];
	}
	return NULL;
}

/* The first certificate of a file, as base64 in one line; empty: none. */
static struct span certificate(struct letters *l, const char *path,
			       struct diag *d)
{
	const struct span begin = SPAN("-----BEGIN CERTIFICATE-----");
	const struct span end = SPAN("-----END CERTIFICATE-----");
	struct input *in = input_open(path, &l->s->f->limits, d,
				      code_table[SIT001].name);
	struct buf text = BUF_INIT, line = BUF_INIT;
	struct span rest, part, made;
	bool inside = false;

	input_read_all(in, &text);
	input_close(in);
	rest = buf_span(&text);
	while (span_cut(&rest, '\n', &part)) {
		part = span_trim(part);
		if (span_eq(part, end))
			break;
		if (inside)
			buf_add(&line, part);
		inside = inside || span_eq(part, begin);
	}
	made = arena_span(&l->kept, buf_span(&line));
	buf_release(&text);
	buf_release(&line);
	return made;
}

static void read_key(struct letters *l, const struct campaign_user *cu,
		     struct diag *d)
{
	const char *base = l->s->campaign_path;
	struct letter_user u = { .eui = cu->eui, .certificate = SPAN_EMPTY };
	struct xmlsig_error why;

	if (cu->cert.n)
		u.certificate = certificate(l, campaign_in_path(base, cu->cert,
			&l->kept), d);
	if (!cu->sign_key.n) {
		vec_push(&l->users, u);
		return;
	}
	pem_no_core();
	u.key = xmlsig_key_read(campaign_in_path(base, cu->sign_key,
						 &l->kept),
				campaign_in_path(base, cu->cert, &l->kept),
				&why);
	if (u.key)
		vec_push(&l->users, u);
	else
		code_find(d, SIT105, &(struct code_place){
			.file = l->s->campaign_file, .line = cu->line,
			.column = "sign_key", .value = &cu->sign_key },
			"cannot be used: %s", why.text);
}

bool letters_open(struct letters *l, struct sitrun *s, struct diag *d)
{
	const struct campaign *c = &s->campaign;
	const uint64_t errors = d->count[DIAG_ERROR];

	*l = (struct letters){ .s = s };
	for (size_t i = 0; i < c->users.n; i++) {
		if (c->users.v[i].sign_key.n || c->users.v[i].cert.n)
			read_key(l, &c->users.v[i], d);
	}
	return d->count[DIAG_ERROR] == errors;
}

/* ---- one letter ---- */

static void find_why(struct letters *l, const struct diag *d,
		     struct letter *letter)
{
	struct buf line = BUF_INIT;

	if (d->found.n)
		diag_line(&d->found.v[0], &line);
	letter->why = arena_span(&l->arena, line.n ? buf_span(&line) :
				 SPAN("the request cannot be written"));
	buf_release(&line);
}

static bool first(struct letters *l, const struct letter_ask *ask,
		  struct duis_message *m, struct letter *letter)
{
	const struct case_target *t = ask->target;
	const struct letter_user *u = user(l, t->user);
	const struct case_request_ask request = {
		.testcase = ask->testcase, .device = t->device,
		.campaign = &l->s->campaign, .user = t->user,
		.counter = ask->id.counter, .now = ask->now_ms / 1000,
		.facts = { .other_device = t->other, .chf = t->chf,
			   .gpf = t->gpf,
			   .certificate = u ? u->certificate : SPAN_EMPTY,
			   .schedule = ask->schedule },
	};
	struct diag d = DIAG_INIT;
	const bool ok = case_request_make(&request, &l->arena, m, &d);

	if (!ok)
		find_why(l, &d, letter);
	diag_release(&d);
	return ok;
}

static void second(struct letters *l, const struct letter_ask *ask,
		   struct duis_message *m)
{
	const struct testcase *c = ask->testcase;

	*m = (struct duis_message){
		.kind = DUIS_SIGNED_PRE_COMMAND,
		.schema_version = ask->interface->schema_version,
		.has_id = true, .id = ask->id,
		.reference = span_of(c->srv->reference),
		.variant = span_of(c->srv->srv),
		.command_variant = c->command_variant,
		.body = duis_element_new(&l->arena,
					 SPAN("SignedPreCommand")),
	};
	duis_element_put(&l->arena, m->body, SPAN("GBCSPayload"),
			 ask->pre_command);
}

static void address(struct letters *l, const struct letter_ask *ask,
		    unsigned variant, struct letter *letter)
{
	const struct campaign_interface *i = ask->interface;
	const char given = ask->testcase->service;
	const char service = ask->stage == 1 && given ? given :
			     srv_service(variant);
	struct span base = i->base_url;

	while (base.n && base.p[base.n - 1] == '/')
		base.n--;
	buf_clear(&l->url);
	buf_add(&l->url, base);
	buf_add(&l->url, service == 'T' ? i->path_t :
			 service == 'D' ? i->path_d : i->path_s);
	letter->url = buf_span(&l->url);
}

static bool sign(struct letters *l, uint64_t eui, struct letter *letter)
{
	const struct letter_user *u = user(l, eui);
	struct xmlsig_error why;

	if (!u || !u->key) {
		letter->bytes = buf_span(&l->plain);
		return true;
	}
	buf_clear(&l->bytes);
	if (!xmlsig_sign(u->key, buf_span(&l->plain), &l->bytes, &why)) {
		letter->why = arena_span(&l->arena, span_of(why.text));
		return false;
	}
	letter->bytes = buf_span(&l->bytes);
	return true;
}

bool letters_write(struct letters *l, const struct letter_ask *ask,
		   struct letter *letter)
{
	const struct codec *codec = codec_named(ask->interface->codec);
	struct duis_message m;

	arena_clear(&l->arena);
	*letter = (struct letter){ .why = SPAN_EMPTY };
	if (ask->stage == 2)
		second(l, ask, &m);
	else if (!first(l, ask, &m, letter))
		return false;
	letter->media_type = codec->media_type;
	letter->has_due = case_due(&m, ask->now_ms, &letter->due_ms);
	address(l, ask, m.command_variant, letter);
	buf_clear(&l->plain);
	if (!codec->write(&m, SPAN_EMPTY, &l->plain)) {
		letter->why = SPAN("a text of the request cannot be carried "
				   "by XML");
		return false;
	}
	return sign(l, ask->target->user, letter);
}

void letters_close(struct letters *l)
{
	for (size_t i = 0; i < l->users.n; i++)
		xmlsig_key_free(l->users.v[i].key);
	vec_release(&l->users);
	arena_release(&l->arena);
	arena_release(&l->kept);
	buf_release(&l->plain);
	buf_release(&l->bytes);
	buf_release(&l->url);
}
