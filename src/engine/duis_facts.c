/* Placeholders. */
#include "engine/duis_facts.h"

#include "base/buf.h"
#include "base/num.h"
#include "model/codes.h"
#include "model/duis.h"

#define FAR_S	(INT64_C(36600) * 86400)	/* a century of distance */

enum fill { FILLED, NO_PLACEHOLDER, NOT_KNOWN };

/* "+7d" into seconds */
static bool distance(struct span s, int64_t *seconds)
{
	static const struct {
		char letter;
		int64_t unit_s;
	} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
	uint64_t n;

	*seconds = 0;
	if (s.n == 0)
		return true;
	if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-') ||
	    !num_parse(span_make(s.p + 1, s.n - 2), &n) || n > (uint64_t)FAR_S)
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (s.p[s.n - 1] != units[i].letter)
			continue;
		*seconds = (int64_t)n * units[i].unit_s;
		if (*seconds > FAR_S)
			return false;
		if (s.p[0] == '-')
			*seconds = -*seconds;
		return true;
	}
	return false;
}

/* "$now", "$today" and what may follow them */
static enum fill fill_time(struct span s, struct span word, size_t digits,
			   const struct duis_facts *f, struct buf *out)
{
	char text[DUIS_TIME_TEXT];
	int64_t far;

	if (!span_starts(s, word) || !distance(span_from(s, word.n), &far))
		return NO_PLACEHOLDER;
	if (!f->has_now)
		return NOT_KNOWN;
	duis_time_text(f->now + far, text);
	buf_add(out, span_make(text, digits));
	return FILLED;
}

static enum fill fill_eui(uint64_t eui, struct buf *out)
{
	char text[DUIS_EUI_TEXT];

	if (!eui)
		return NOT_KNOWN;
	buf_addf(out, "%s", duis_eui_text(eui, text));
	return FILLED;
}

static enum fill fill_text(struct span text, struct buf *out)
{
	buf_add(out, text);
	return text.n ? FILLED : NOT_KNOWN;
}

static enum fill fill(struct span s, const struct duis_facts *f,
		      struct buf *out)
{
	enum fill is;

	if (s.n < 2 || s.p[0] != '$')
		return fill_text(s, out), FILLED;
	if (s.p[1] == '$')
		return fill_text(span_from(s, 1), out);
	if (span_eq(s, SPAN("$device")))
		return fill_eui(f->device, out);
	if (span_eq(s, SPAN("$other_device")))
		return fill_eui(f->other_device, out);
	if (span_eq(s, SPAN("$chf")))
		return fill_eui(f->chf, out);
	if (span_eq(s, SPAN("$gpf")))
		return fill_eui(f->gpf, out);
	if (span_eq(s, SPAN("$mpxn")))
		return fill_text(f->mpxn, out);
	if (span_eq(s, SPAN("$certificate")))
		return fill_text(f->certificate, out);
	if (span_eq(s, SPAN("$request")))
		return fill_text(f->request, out);
	if (span_eq(s, SPAN("$schedule")))
		return fill_text(f->schedule, out);
	if (span_eq(s, SPAN("$billing")))
		return fill_text(f->billing, out);
	is = fill_time(s, SPAN("$now"), 20, f, out);
	return is == NO_PLACEHOLDER ?
		fill_time(s, SPAN("$today"), 10, f, out) : is;
}

bool duis_facts_fill(const struct duis_params *from,
		     const struct duis_facts *f, const char *file,
		     uint64_t line, struct duis_params *to, struct diag *d)
{
	struct buf value = BUF_INIT;
	bool good = true;

	for (size_t i = 0; i < from->v.n; i++) {
		const struct duis_param *p = &from->v.v[i];
		enum fill is;

		buf_clear(&value);
		is = fill(p->value, f, &value);
		if (is == FILLED) {
			duis_params_add(to, p->path, buf_span(&value),
					p->line);
			continue;
		}
		good = false;
		code_find(d, DUIS025, &(struct code_place){ .file = file,
			.line = p->line ? p->line : line,
			.value = &p->value }, is == NOT_KNOWN ?
			"stands for something that is not known here" :
			"is no placeholder; a text that begins with '$' is "
			"written with '$$'");
	}
	buf_release(&value);
	return good;
}
