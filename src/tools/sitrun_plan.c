/* Release, devices and campaign to cases; a part of them; what to say. */
#include "base/mem.h"
#include "cli/msg.h"
#include "engine/case_sample.h"
#include "engine/make_cases.h"
#include "engine/ppcl_check.h"
#include "engine/ppcl_diff.h"
#include "file/campaign_in.h"
#include "file/cases_in.h"
#include "file/ppcl_in.h"
#include "file/world_in.h"
#include "model/codes.h"
#include "tools/sitrun.h"

/* ---- settings ---- */

void sitrun_init(struct sitrun *s, struct frame *f)
{
	*s = (struct sitrun){ .f = f };
	campaign_init(&s->campaign);
	world_init(&s->world);
}

void sitrun_release(struct sitrun *s)
{
	campaign_release(&s->campaign);
	applicability_release(&s->applies);
	trt_release(&s->trt);
	world_release(&s->world);
	arena_release(&s->arena);
}

static void was_read(struct frame *f, const char *role,
		     const struct rows_source *source, bool has_rows,
		     bool system)
{
	f->system_failed = f->system_failed || system;
	frame_source(f, role, source, has_rows);
}

void sitrun_campaign(struct sitrun *s, const char *path)
{
	struct frame *f = s->f;
	struct campaign *c = &s->campaign;
	struct rows_source source;
	bool system;

	s->campaign_path = path;
	campaign_in_read(c, path, &f->limits, &f->diag, &source, &system);
	s->campaign_file = source.name;
	was_read(f, "campaign", &source, false, system);
	if (c->applicability_file.n) {
		applicability_in_read(&s->applies, campaign_in_path(path,
			c->applicability_file, &s->arena), &f->limits,
			&f->diag, &source, &system);
		s->has_applies = true;
		was_read(f, "applicability", &source, true, system);
	}
	if (c->trt_file.n) {
		trt_in_read(&s->trt, campaign_in_path(path, c->trt_file,
			&s->arena), &f->limits, &f->diag, &source, &system);
		was_read(f, "trt", &source, true, system);
	}
}

void sitrun_devices(struct sitrun *s, const char *path)
{
	struct frame *f = s->f;
	struct rows_source source;
	bool system;

	world_in_devices(&s->world, path, &f->limits, &f->diag, &source,
			 &system);
	if (!s->has_devices)
		s->devices_file = source.name;
	s->has_devices = true;
	was_read(f, "devices", &source, true, system);
}

/* ---- the plan ---- */

struct work {
	struct sitrun *s;
	const struct sitrun_plan *plan;
	struct release release;
	const char *release_file;
	struct cases cases;
	struct make_cases_notes notes;
};

static bool read_release(struct frame *f, struct release *r, const char *path,
			 const char *role, struct rows_source *source)
{
	bool system, ok;

	ok = ppcl_read(r, path, &f->limits, &f->diag, source, &system) &&
	     ppcl_check(r, source->name, PPCL_CHECK_IDS, &f->diag);
	was_read(f, role, source, true, system);
	return ok;
}

/* The release whose digest the campaign records, and no other. */
const char *sitrun_ppcl(struct sitrun *s, const char *path,
			struct release *release)
{
	const struct campaign *c = &s->campaign;
	struct rows_source source;
	struct span is;

	if (!path)
		path = campaign_in_path(s->campaign_path, c->release_file,
					&s->arena);
	read_release(s->f, release, path, "ppcl", &source);
	is = span_of(source.sha256);
	if (c->release_sha256.n && is.n &&
	    !span_eq_nocase(c->release_sha256, is))
		code_find(&s->f->diag, SIT066, &(struct code_place){
			.file = source.name, .value = &is }, "is the digest "
			"of this release; the campaign is about " SPAN_F,
			SPAN_A(c->release_sha256));
	return source.name;
}

static void make_all(struct work *w)
{
	const struct sitrun_plan *plan = w->plan;
	struct sitrun *s = w->s;
	struct make_cases_entry *entries = arena_zero(&s->arena,
		plan->enter_count + 1, sizeof(*entries));
	const struct make_cases_ask ask = {
		.release = &w->release, .release_file = w->release_file,
		.devices_file = s->devices_file, .world = &s->world,
		.campaign = &s->campaign,
		.applies = s->has_applies ? &s->applies : NULL,
		.trt = &s->trt, .srvs = plan->srvs,
		.srv_count = plan->srv_count, .phase = plan->phase,
		.entries = entries, .entry_count = plan->enter_count,
	};

	for (size_t i = 0; i < plan->enter_count; i++)
		entries[i] = (struct make_cases_entry){ plan->enter_ids[i],
							plan->enter_days[i] };
	make_cases(&ask, &w->cases, &w->notes, &s->f->diag);
}

/* ---- regression ---- */

static void voided(struct work *w, bool *keep)
{
	struct frame *f = w->s->f;
	struct intern ids = INTERN_INIT;
	struct rows_source source = { 0 };
	bool system, *found;

	for (size_t i = 0; i < w->plan->voided_count; i++) {
		voided_in_read(&ids, w->plan->voided[i], &f->limits, &f->diag,
			       &source, &system);
		was_read(f, "voided", &source, true, system);
	}
	found = mem_array((size_t)ids.count + 1, sizeof(*found));
	case_sample_regression(&w->cases, &ids, keep, found);
	for (uint32_t i = 0; i < ids.count; i++) {
		const struct span id = intern_get(&ids, i);

		if (!found[i])
			code_find(&f->diag, SIT067, &(struct code_place){
				.file = source.name, .column = "case_id",
				.value = &id }, "is no case of this campaign "
				"any more");
	}
	mem_free(found);
	intern_release(&ids);
}

static void changed(struct work *w, bool *keep)
{
	struct release old = RELEASE_INIT;
	struct changes c = CHANGES_INIT;
	struct rows_source source;

	if (read_release(w->s->f, &old, w->plan->previous, "previous release",
			 &source)) {
		ppcl_diff(&old, &w->release, &c);
		for (size_t i = 0; i < c.v.n; i++) {
			if (c.v.v[i].consequence & OBLIGES_VOIDS ||
			    c.v.v[i].class == CHANGE_ADDED)
				case_sample_combination(&w->cases,
					c.v.v[i].ppc_id, keep);
		}
	}
	changes_release(&c);
	release_release(&old);
}

static void sample(struct work *w)
{
	const size_t n = w->cases.rows.n;
	bool *keep = mem_array(n + 1, sizeof(*keep));

	switch (w->plan->set) {
	case SITRUN_SMOKE:
		case_sample_smoke(&w->cases, keep);
		break;
	case SITRUN_PAIRWISE:
		case_sample_pairwise(&w->cases, keep);
		break;
	case SITRUN_REGRESSION:
		voided(w, keep);
		if (w->plan->previous)
			changed(w, keep);
		break;
	case SITRUN_ALL:
		for (size_t i = 0; i < n; i++)
			keep[i] = true;
		break;
	}
	case_sample_close(&w->cases, keep);
	case_sample_cut(&w->cases, keep);
	mem_free(keep);
}

/* ---- what to say ---- */

static void tell(const struct work *w)
{
	struct diag *d = &w->s->f->diag;

	if (w->notes.life)
		code_find(d, SIT068, &(struct code_place){ 0 }, "%llu "
			"services that begin or end the life of a device, or "
			"hand it over, are left out",
			(unsigned long long)w->notes.life);
	if (w->notes.no_user)
		code_find(d, SIT069, &(struct code_place){ 0 }, "%llu "
			"combination%s of device, service and mode left out: "
			"no user may ask",
			(unsigned long long)w->notes.no_user,
			w->notes.no_user == 1 ? "" : "s");
	if (!w->cases.rows.n)
		code_find(d, SIT073, &(struct code_place){ 0 },
			  "the campaign has no case");
}

static int show(struct work *w)
{
	struct sitrun *s = w->s;
	struct arena a = ARENA_INIT;
	struct case_size size;
	int status;

	case_size_count(&w->cases, &s->world, &s->campaign, &size);
	if (!frame_accepts(s->f))
		return s->f->status;
	if (frame_kind(s->f) == TABLE_TEXT_TABLE && !s->f->common->columns)
		return sitrun_view_people(s, &w->cases, &size);
	status = sitrun_view_rows(s, &w->cases, &size);
	if (status == PROG_OK) {
		msg_note(SPAN_F, SPAN_A(sitrun_view_size(&size, &a)));
		msg_note(SPAN_F, SPAN_A(sitrun_view_time(&size, &s->campaign,
							 &a)));
	}
	arena_release(&a);
	return status;
}

int sitrun_make(struct sitrun *s, const struct sitrun_plan *plan)
{
	struct work w = { .s = s, .plan = plan, .release = RELEASE_INIT,
			  .cases = CASES_INIT };
	struct diag *d = &s->f->diag;
	int status;

	if (!plan->ppcl && !s->campaign.release_file.n &&
	    !d->count[DIAG_ERROR])
		return frame_usage(s->f, "the campaign names no release; give "
				   "--ppcl");
	if (plan->ppcl || s->campaign.release_file.n)
		w.release_file = sitrun_ppcl(s, plan->ppcl, &w.release);
	if (!d->count[DIAG_ERROR] && !s->f->system_failed) {
		make_all(&w);
		sample(&w);
	}
	if (!d->count[DIAG_ERROR] && !s->f->system_failed)
		tell(&w);
	if (d->count[DIAG_ERROR] || s->f->system_failed) {
		frame_accepts(s->f);
		status = s->f->status;
	} else {
		status = show(&w);
	}
	release_release(&w.release);
	cases_release(&w.cases);
	return status;
}
