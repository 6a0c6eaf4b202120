/* Each file by what it holds; all findings, then one sentence. */
#include "base/moment.h"
#include "base/num.h"
#include "cli/msg.h"
#include "engine/case_lint.h"
#include "engine/case_request.h"
#include "engine/case_users.h"
#include "engine/duis_lint.h"
#include "file/cases_in.h"
#include "file/duis.h"
#include "file/input.h"
#include "model/codes.h"
#include "tools/sitrun.h"
#include "tools/sitrun_letter.h"

struct lint {
	struct sitrun *s;
	VEC(struct duis_device) devices;
	struct case_users users;
	struct cases plan;		/* of all tables */
	bool has_now;
	int64_t now;
	uint64_t requests, messages;
};

/* ---- messages ---- */

/* The first byte that is no blank, behind a byte order mark. */
static bool is_xml(struct span bytes)
{
	const struct span bom = SPAN("\xef\xbb\xbf");

	if (span_starts(bytes, bom))
		bytes = span_from(bytes, bom.n);
	bytes = span_trim(bytes);
	return bytes.n && bytes.p[0] == '<';
}

static void take_devices(struct lint *l)
{
	const struct world *w = &l->s->world;

	for (size_t i = 0; i < w->devices.n; i++)
		vec_push(&l->devices, ((struct duis_device){
			w->devices.v[i].eui, w->devices.v[i].type,
			(unsigned)w->devices.v[i].smets }));
}

static unsigned smets_of(const struct lint *l, uint64_t eui)
{
	const struct world_device *d = world_device(&l->s->world, eui);

	return d ? (unsigned)d->smets : 0;
}

static unsigned roles_of(const struct lint *l, uint64_t eui)
{
	for (size_t i = 0; i < l->users.v.n; i++) {
		if (l->users.v.v[i].eui == eui)
			return l->users.v.v[i].roles;
	}
	return 0;
}

static void judge(struct lint *l, const struct duis_message *m,
		  const char *file)
{
	const struct campaign *c = &l->s->campaign;
	const struct duis_profile profile = case_request_profile(c,
		smets_of(l, m->id.target));
	const struct duis_context context = {
		.profile = l->s->campaign_path ? &profile : NULL,
		.has_acb = c->acb_eui != 0, .acb = c->acb_eui,
		.roles = roles_of(l, m->id.originator),
		.devices = l->devices.v, .device_count = l->devices.n,
		.critical_smets1_cv = (unsigned)c->critical_smets1_cv,
		.has_now = l->has_now, .now = l->now, .file = file,
	};

	duis_lint(m, &context, &l->s->f->diag);
	l->messages++;
}

static void lint_message(struct lint *l, struct span bytes, const char *file)
{
	struct duis_doc *doc = duis_read(bytes, file, &l->s->f->diag);

	if (doc)
		judge(l, duis_doc_message(doc), file);
	duis_doc_free(doc);
}

/* ---- cases ---- */

static void read_cases(struct lint *l, const char *path)
{
	struct frame *f = l->s->f;
	struct rows_source source;
	bool system;

	cases_in_read(&l->plan, path, &f->limits, &f->diag, &source, &system);
	f->system_failed = f->system_failed || system;
	frame_source(f, "cases", &source, true);
}

static void lint_cases(struct lint *l)
{
	struct case_lint_told told;

	case_lint(&(struct case_lint_ask){
		.cases = &l->plan,
		.world = l->s->has_devices ? &l->s->world : NULL,
		.campaign = &l->s->campaign,
		.has_now = l->has_now, .now = l->now }, &told, &l->s->f->diag);
	l->requests = told.requests;
}

/* Told by content. Standard input cannot be looked at twice: it is a table
 * of cases. */
static void lint_file(struct lint *l, const char *path)
{
	struct frame *f = l->s->f;
	struct buf bytes = BUF_INIT;
	struct rows_source source = { 0 };
	struct input *in;
	size_t n = 1;
	bool xml;

	if (span_eq(span_of(path), SPAN("-"))) {
		read_cases(l, path);
		return;
	}
	in = input_open(path, &f->limits, &f->diag,
			code_table[SIT001].name);
	while (n) {
		const size_t block = 65536;

		n = input_read(in, buf_room(&bytes, block), block);
		bytes.n += n;
		if (bytes.n && !is_xml(buf_span(&bytes)) &&
		    span_trim(buf_span(&bytes)).n)
			break;
	}
	xml = is_xml(buf_span(&bytes));
	if (xml && !input_failed(in))
		lint_message(l, buf_span(&bytes), input_name(in));
	f->system_failed = f->system_failed || input_system_error(in);
	source.name = input_name(in);
	if (xml) {
		input_digest(in, source.sha256);
		frame_source(f, "message", &source, false);
	}
	n = input_failed(in);
	input_close(in);
	buf_release(&bytes);
	if (!xml && !n)
		read_cases(l, path);
}

/* ---- what the campaign names ---- */

static void lint_campaign(struct lint *l)
{
	struct sitrun *s = l->s;
	struct release release = RELEASE_INIT;
	struct letters letters;

	if (!s->campaign_path)
		return;
	if (s->campaign.release_file.n)
		sitrun_ppcl(s, NULL, &release);
	release_release(&release);
	letters_open(&letters, s, &s->f->diag);
	letters_close(&letters);
	sitrun_ends_check(s);
}

static int end(const struct lint *l)
{
	struct frame *f = l->s->f;
	struct json *j;
	int status = PROG_OK;

	if (!frame_accepts(f)) {
		status = f->status;
	} else {
		j = frame_summary(f);
		if (j) {
			json_object(j, "totals");
			json_u64(j, "cases", l->plan.rows.n);
			json_u64(j, "requests", l->requests);
			json_u64(j, "messages", l->messages);
			json_end(j);
		}
		if (!frame_summary_end(f))
			status = PROG_SYSTEM;
		msg_note("%llu case%s with %llu request%s and %llu "
			 "message%s: nothing is wrong; nothing was sent",
			 (unsigned long long)l->plan.rows.n,
			 l->plan.rows.n == 1 ? "" : "s",
			 (unsigned long long)l->requests,
			 l->requests == 1 ? "" : "s",
			 (unsigned long long)l->messages,
			 l->messages == 1 ? "" : "s");
	}
	return status;
}

int sitrun_lint(struct sitrun *s, char **paths, int n)
{
	struct lint l = { .s = s, .users = CASE_USERS_INIT,
			  .plan = CASES_INIT };
	static char dash[] = "-";
	char *standard[] = { dash };
	int status;

	/* a campaign alone is something to look at */
	if (n == 0 && !(s->campaign_path && !input_offered())) {
		paths = standard;
		n = 1;
	}
	l.has_now = s->f->common->as_of.given;
	if (l.has_now)
		l.now = moment_of_day(s->f->common->as_of.day) / 1000;
	take_devices(&l);
	case_users_make(&l.users, &s->campaign, &s->world);
	lint_campaign(&l);
	for (int i = 0; i < n; i++)
		lint_file(&l, paths[i]);
	lint_cases(&l);
	status = end(&l);
	vec_release(&l.devices);
	cases_release(&l.plan);
	case_users_release(&l.users);
	return status;
}
