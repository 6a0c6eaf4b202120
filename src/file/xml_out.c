/*
 * xml_out.c - compact XML, out
 *
 * The names of open elements are read back from the output itself, where
 * their begin tags stand: nothing is kept but places.
 */
#include "file/xml.h"

#include "base/bug.h"
#include "base/utf8.h"

void xml_begin(struct xml_writer *w, struct buf *out, enum xml_kind kind)
{
	*w = (struct xml_writer){ .out = out, .begin = out->n };
	if (kind == XML_DOCUMENT)
		buf_add(out, SPAN("<?xml version=\"1.0\""
				  " encoding=\"UTF-8\"?>"));
}

/* What a text node or an attribute may not hold as it is. */
static const char *escape(char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	default:
		return NULL;
	}
}

static bool can_carry(struct span s)
{
	uint32_t rune;
	size_t step;

	for (size_t at = 0; at < s.n; at += step) {
		step = utf8_next(s, at, &rune);
		if (rune == UTF8_BAD || rune == 0xfffe || rune == 0xffff ||
		    (rune < ' ' && rune != '\t' && rune != '\n' &&
		     rune != '\r'))
			return false;
	}
	return true;
}

static void put_escaped(struct xml_writer *w, struct span s, bool attribute)
{
	size_t done = 0;

	if (!can_carry(s)) {
		w->bad = true;
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		const char *as = escape(s.p[i], attribute);

		if (!as)
			continue;
		buf_add_bytes(w->out, s.p + done, i - done);
		buf_add(w->out, span_of(as));
		done = i + 1;
	}
	if (s.n)
		buf_add_bytes(w->out, s.p + done, s.n - done);
}

static void end_tag(struct xml_writer *w)
{
	if (w->in_tag)
		buf_add_char(w->out, '>');
	w->in_tag = false;
}

static void declare(struct xml_writer *w, const struct xml_ns *ns)
{
	for (size_t i = 0; i < w->spaces.n; i++) {
		if (w->spaces.v[i] == ns)
			return;
	}
	vec_push(&w->spaces, ns);
	buf_addf(w->out, " xmlns:%s=\"", ns->prefix);
	put_escaped(w, span_of(ns->uri), true);
	buf_add_char(w->out, '"');
}

void xml_open(struct xml_writer *w, const struct xml_ns *ns, const char *name)
{
	struct xml_open open = { .spaces = w->spaces.n };

	end_tag(w);
	buf_add_char(w->out, '<');
	open.at = w->out->n;
	if (ns) {
		buf_add(w->out, span_of(ns->prefix));
		buf_add_char(w->out, ':');
	}
	buf_add(w->out, span_of(name));
	open.n = w->out->n - open.at;
	vec_push(&w->open, open);
	if (ns)
		declare(w, ns);
	w->in_tag = true;
}

void xml_put_attribute(struct xml_writer *w, const char *name,
		       struct span value)
{
	if (!w->in_tag)
		BUG("an attribute behind its element's begin tag");
	buf_addf(w->out, " %s=\"", name);
	put_escaped(w, value, true);
	buf_add_char(w->out, '"');
}

void xml_put_text(struct xml_writer *w, struct span text)
{
	if (!text.n)
		return;
	end_tag(w);
	put_escaped(w, text, false);
}

void xml_put_raw(struct xml_writer *w, struct span xml)
{
	if (!xml.n)
		return;
	end_tag(w);
	buf_add(w->out, xml);
}

void xml_close(struct xml_writer *w)
{
	struct xml_open open;

	if (!w->open.n)
		BUG("an end tag without its begin");
	open = w->open.v[--w->open.n];
	w->spaces.n = open.spaces;
	if (w->in_tag) {
		buf_add(w->out, SPAN("/>"));
		w->in_tag = false;
		return;
	}
	buf_add(w->out, SPAN("</"));
	/* room first: the name is in the buffer that grows */
	buf_room(w->out, open.n);
	buf_add_bytes(w->out, w->out->p + open.at, open.n);
	buf_add_char(w->out, '>');
}

void xml_put(struct xml_writer *w, const struct xml_ns *ns, const char *name,
	     struct span text)
{
	xml_open(w, ns, name);
	xml_put_text(w, text);
	xml_close(w);
}

bool xml_end(struct xml_writer *w)
{
	if (w->open.n)
		BUG("an element that was not closed");
	vec_release(&w->open);
	vec_release(&w->spaces);
	if (w->bad) {
		w->out->n = w->begin;
		if (w->out->p)
			w->out->p[w->begin] = '\0';
	}
	return !w->bad;
}
