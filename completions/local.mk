# Completions of every tool, made from the option tables.

bashcompdir = $(datadir)/bash-completion/completions
zshcompdir = $(datadir)/zsh/site-functions
fishcompdir = $(datadir)/fish/vendor_completions.d

dist_bashcomp_DATA = $(TOOLS:%=completions/bash/%)
dist_zshcomp_DATA = $(TOOLS:%=completions/zsh/_%)
dist_fishcomp_DATA = $(TOOLS:%=completions/fish/%.fish)
CLEANFILES += $(dist_bashcomp_DATA) $(dist_zshcomp_DATA) \
	$(dist_fishcomp_DATA)

option_tables = src/tools/%.opts.h src/cli/common.opts.h $(generators)
make_completion = $(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(GENERATE)/make-completion $(1) $* > $@.tmp && mv $@.tmp $@

completions/bash/%: $(option_tables)
	$(call make_completion,bash)
completions/zsh/_%: $(option_tables)
	$(call make_completion,zsh)
completions/fish/%.fish: $(option_tables)
	$(call make_completion,fish)
