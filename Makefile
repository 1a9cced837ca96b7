# kanbao: see README.md. Overridable: CC PREFIX SYSCONFDIR DESTDIR SANITIZE BUILD and the *_LIBS. CFLAGS, CPPFLAGS and
# LDFLAGS, of the command line or the environment, are added to the flags below; CFLAGS takes the place of -O2 -g alone.

PREFIX = /usr/local
SYSCONFDIR = /etc
DESTDIR =
ifeq ($(origin CC),default)
CC = gcc
endif
CFLAGS ?= -O2 -g
BUILD = build
comma := ,
hash := \#

CURSES_LIBS = -lncursesw -ltinfo
# From its archive, if there is one: the library has more to be relocated than all others, at each start.
UNISTRING_LIBS = $(or $(filter /%,$(shell $(CC) -print-file-name=libunistring.a)),-lunistring)
MD4C_LIBS = -lmd4c
INIPARSER_LIBS = -liniparser
YAML_LIBS = -lyaml
# Optional: without it, or with QRENCODE_LIBS set to nothing, the kiosk shows no QR codes.
QRENCODE_LIBS = $(shell pkg-config --libs libqrencode 2>/dev/null)
LIBS = $(CURSES_LIBS) $(UNISTRING_LIBS) $(MD4C_LIBS) $(INIPARSER_LIBS) $(YAML_LIBS) $(QRENCODE_LIBS)

# The Debian packages needed to build and test, to lint, and to fuzz.
PACKAGES = gcc libc6-dev make libncurses-dev libunistring-dev libmd4c-dev libiniparser-dev libyaml-dev libqrencode-dev \
	libcmocka-dev libvterm-dev pkg-config gettext jq mandoc tmux screen locales unicode-data
LINT_PACKAGES = clang clang-format clang-tidy cppcheck gettext shellcheck
FUZZ_PACKAGES = clang libclang-rt-dev
# The kiosk's programs, and the tools of tests that are skipped without them.
KIOSK_PACKAGES = cage foot xwayland fonts-dejavu-core fonts-noto-cjk fontconfig xvfb xdotool imagemagick systemd \
	openssh-server openssh-client openssh-sftp-server git tmux procps jq zbar-tools speech-dispatcher \
	speech-dispatcher-espeak-ng zsh fish desktop-file-utils tidy

WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
CPPFLAGS_ALL = -Iinclude -D_GNU_SOURCE -DNCURSES_WIDECHAR=1 $(if $(QRENCODE_LIBS),-DHAVE_QRENCODE) $(CPPFLAGS)
# The folder of the sources is not written into the program, so that it is the same wherever it is built.
CFLAGS_ALL = $(WARNINGS) '-ffile-prefix-map=$(CURDIR)=.' $(HARDENED) $(CFLAGS)

ifdef SANITIZE
override BUILD := $(BUILD)/sanitize
CFLAGS_ALL += -O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_ALL = -fsanitize=address,undefined $(LDFLAGS)
else ifdef COVERAGE
override BUILD := $(BUILD)/coverage
CFLAGS_ALL += --coverage -O0
LDFLAGS_ALL = --coverage -Wl,--wrap=_exit -Wl,--wrap=raise $(LDFLAGS)
else
LDFLAGS_ALL = -Wl,--as-needed $(HARDENED_LINK) $(LDFLAGS)
# What makes a hole in the program harder to use: of these flags, those that the compiler and the linker know. FORTIFY is
# left to whoever asks for a level of it, and needs optimization, hence the given flags. The flags are tried when they are
# first used, and once: in `make deps all` there is no compiler before that.
known = $(shell echo '$(hash)include <string.h>' | $(CC) $(CPPFLAGS) $(CFLAGS) -Werror $(1) -x c -c -o /dev/null - 2>&1 || echo no)
linked = $(shell echo 'int main(void) { return 0; }' | $(CC) -Werror $(1) -x c -o /dev/null - 2>&1 || echo no)
known_of = $(if $(call $(1),$(2)),$(foreach flag,$(2),$(if $(call $(1),$(flag)),,$(flag))),$(2))
fortified = $(if $(call known,$(FORTIFY)$(1)),,$(FORTIFY)$(1))
FORTIFY = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=
FORTIFIED = $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,$(or $(call fortified,3),$(call fortified,2)))
HARDENING = -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
HARDENED = $(eval HARDENED := $(call known_of,known,$(HARDENING)) $(FORTIFIED))$(HARDENED)
HARDENING_LINK = -pie -Wl$(comma)-z$(comma)relro -Wl$(comma)-z$(comma)now
HARDENED_LINK = $(eval HARDENED_LINK := $(call known_of,linked,$(HARDENING_LINK)))$(HARDENED_LINK)
endif

ifdef FUZZER
override BUILD := $(BUILD)/fuzz
override CC = clang
CFLAGS_ALL += -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_ALL = -fsanitize=fuzzer,address,undefined $(LDFLAGS)
endif

SOURCES = $(wildcard src/*/*.c)
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o)

# The translations of the interface, which is Chinese without them.
PO = src/po
LANGUAGES = en
CATALOGUES = $(LANGUAGES:%=$(BUILD)/locale/%/LC_MESSAGES/kanbao.mo)

# A source tree that cannot be written to is built elsewhere.
MAKE_FOLDER = mkdir -p $(@D) 2>/dev/null && [ -w $(@D) ] || { \
	echo 'cannot write to $(@D): name a folder by BUILD=, as in make BUILD=/tmp/kanbao' >&2; exit 1; }

.PHONY: all
all: $(BUILD)/kanbao $(CATALOGUES)

$(BUILD)/locale/%/LC_MESSAGES/kanbao.mo: $(PO)/%.po
	@$(MAKE_FOLDER)
	@if command -v msgfmt >/dev/null; then echo msgfmt -o $@ $<; msgfmt -o $@ $<; \
	else echo "$<: left out of the build, since there is no msgfmt; it comes with gettext"; fi

# Brings the translations up to date with the program's strings. The form of the files is fixed, so a change of a string
# changes only that string's lines.
TRANSLATED = $(sort $(wildcard include/*/*.h src/*/*.[ch]))
PO_FORM = --no-wrap --sort-by-file
.PHONY: po
po: export LC_ALL = C.UTF-8
po:
	@mkdir -p $(BUILD)
	@xgettext --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ --keyword=n_:1,1 --add-location=file \
		--package-name=kanbao $(PO_FORM) --output=$(BUILD)/kanbao.pot $(TRANSLATED)
	@sed -i '/^"POT-Creation-Date:/d' $(BUILD)/kanbao.pot
	@for language in $(LANGUAGES); do \
		msgmerge --quiet --no-fuzzy-matching $(PO_FORM) --output-file=$(BUILD)/$$language.po \
			$(PO)/$$language.po $(BUILD)/kanbao.pot && \
		msgattrib --no-obsolete $(PO_FORM) --output-file=$(PO)/$$language.po $(BUILD)/$$language.po || exit 1; \
	done

# Brings the tables of the manual pages and the shells' completions up to date with those of the program.
.PHONY: man
man: $(BUILD)/kanbao $(CATALOGUES)
	src/man/tables.sh $(BUILD)/kanbao src

$(BUILD)/kanbao: $(OBJECTS)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

$(BUILD)/%.o: src/%.c
	@$(MAKE_FOLDER)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d)

.PHONY: run
run: $(BUILD)/kanbao $(CATALOGUES)
	@$(BUILD)/kanbao $(ARGS)

# A unit test is tests/<room>/test_<module>.c, linked with the other files of its folder and with all rooms except term,
# whose wcwidth() would replace libc's, and app, which needs term.
TEST_SOURCES = $(wildcard tests/*/test_*.c)
TEST_BINARIES = $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)
# The program that the tests drive; KANBAO=/usr/bin/kanbao tests an installed one.
KANBAO = $(BUILD)/kanbao
# Those of scripts and pictures are not run again with sanitizers.
KIOSK_TESTS = $(if $(SANITIZE),ssh,code kiosk launcher ssh speech panel units pull status)
# Those that take longest come first, so that the others run beside them.
LONG_TESTS = $(filter $(BUILD)/tests/pty/% $(BUILD)/tests/faults/%,$(TEST_BINARIES))
TEST_COMMANDS = $(KIOSK_TESTS:%=tests/smoke/%.sh) $(LONG_TESTS) tests/smoke/tmux.sh tests/smoke/terminals.sh \
	$(filter-out $(LONG_TESTS),$(TEST_BINARIES)) $(FUZZ_BINARIES) \
	$(if $(SANITIZE),,"tests/check_rooms.sh $(BUILD)" tests/po_test.sh tests/man_test.sh tests/site_test.sh tests/readme_test.sh)
# The time after which a test is ended.
TEST_SECONDS = 1200
# A library, of which each test takes what it needs.
ROOMS = $(BUILD)/tests/rooms.a
TEST_LIBS = $(UNISTRING_LIBS) $(MD4C_LIBS) $(INIPARSER_LIBS) $(YAML_LIBS) $(QRENCODE_LIBS) \
	-lcmocka -lvterm -lutil

$(BUILD)/tests/%.o: tests/%.c
	@$(MAKE_FOLDER)
	$(CC) $(CPPFLAGS_ALL) -Itests $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(ROOMS): $(filter-out $(BUILD)/term/% $(BUILD)/app/%,$(OBJECTS))
	@$(MAKE_FOLDER)
	@rm -f $@
	$(AR) rcs $@ $^

LINK_TEST = $(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(filter %.a,$^)

.SECONDEXPANSION:
support = $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(filter-out tests/$(1)/test_%.c,$(wildcard tests/$(1)/*.c)))
$(TEST_BINARIES): $(BUILD)/tests/%: $(BUILD)/tests/%.o $$(call support,$$(*D)) $(ROOMS)
	$(LINK_TEST) $(TEST_LIBS)

# Lay out generated articles, and search them.
$(BUILD)/tests/layout/test_layout $(BUILD)/tests/search/test_packed: $(BUILD)/tests/content/generate.o

# The objects of term that do not use curses have tests of their own.
$(BUILD)/tests/term/test_decode: $(BUILD)/term/decode.o $(BUILD)/term/paste.o $(BUILD)/term/patience.o $(BUILD)/term/sequence.o
$(BUILD)/tests/term/test_theme: $(BUILD)/term/theme.o

# Run by tests/smoke/terminals.sh in each of its terminals.
WITNESS = $(BUILD)/tests/smoke/witness
$(WITNESS): $(addprefix $(BUILD)/,tests/smoke/witness.o tests/smoke/asking.o) $(ROOMS)
	$(LINK_TEST) $(TEST_LIBS)

# Shares a terminal as a kiosk's processes do; run by tests/pty/test_relay.c.
RELAY = $(BUILD)/tests/relay/relay
$(RELAY): $(BUILD)/tests/relay/relay.o $(filter-out $(BUILD)/app/%,$(OBJECTS))
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

# A fuzz target is tests/fuzz/fuzz_<name>.c, linked with the other files of its folder. `make check` replays its corpus;
# with FUZZER set, libFuzzer takes the place of the replayer.
FUZZ_TARGETS = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SHARED = $(filter-out tests/fuzz/fuzz_% $(if $(FUZZER),tests/fuzz/replay.c),$(wildcard tests/fuzz/*.c))
FUZZ_BINARIES = $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/%)
$(FUZZ_BINARIES): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_SHARED:%.c=$(BUILD)/%.o) $(ROOMS)
	$(LINK_TEST) $(TEST_LIBS)
$(BUILD)/tests/fuzz/decode: $(BUILD)/term/decode.o $(BUILD)/term/paste.o $(BUILD)/term/patience.o $(BUILD)/term/sequence.o
$(BUILD)/tests/fuzz/index: $(BUILD)/tests/content/use_index.o
$(BUILD)/tests/fuzz/reader: $(BUILD)/tests/reader/session.o
$(BUILD)/tests/fuzz/kiosk $(BUILD)/tests/fuzz/handover: $(BUILD)/tests/kiosk/visit.o
$(BUILD)/tests/fuzz/linear: $(BUILD)/tests/linear/talk.o $(BUILD)/tests/linear/streams.o

# Make things go wrong for the program; run by tests/faults/.
STARVE = $(BUILD)/tests/starve/starve.so
$(STARVE): tests/starve/starve.c
	@$(MAKE_FOLDER)
	$(CC) $(CPPFLAGS_ALL) $(WARNINGS) -O2 -fPIC -shared -o $@ $<

INJECT = $(BUILD)/tests/inject/inject
$(INJECT): tests/inject/inject.c
	@$(MAKE_FOLDER)
	$(CC) $(CPPFLAGS_ALL) $(WARNINGS) -O2 -o $@ $<

$(filter $(BUILD)/tests/faults/% $(BUILD)/tests/hostile/%,$(TEST_BINARIES)): $(call support,pty)
$(BUILD)/tests/hostile/test_hostile: $(BUILD)/tests/program/run.o

-include $(wildcard $(BUILD)/tests/*.d $(BUILD)/tests/*/*.d)

# Looks for inputs that break a target: all targets, or those of FUZZ="name name", each for FUZZ_SECONDS.
FUZZ_SECONDS = 600
FUZZ = $(FUZZ_TARGETS)
.PHONY: fuzz
fuzz:
	@$(MAKE) FUZZER=1 $(FUZZ:%=$(BUILD)/fuzz/tests/fuzz/%)
	@tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_SECONDS) $(FUZZ)

.PHONY: check
check: $(BUILD)/kanbao $(CATALOGUES) $(TEST_BINARIES) $(FUZZ_BINARIES) $(WITNESS) $(RELAY) $(STARVE) $(INJECT)
	@KANBAO='$(KANBAO)' BUILD=$(BUILD) tests/run_tests.sh $(BUILD)/check.log $(TEST_SECONDS) $(TEST_COMMANDS)

# Which lines of src the tests run. A case that fails there, since a visit is not confined, is not judged.
ifdef COVERAGE
$(BUILD)/kanbao $(TEST_BINARIES) $(WITNESS) $(RELAY): $(BUILD)/tests/coverage/hooks.o
$(BUILD)/kanbao: LDFLAGS_ALL += -Wl,--wrap=confine_process
endif
.PHONY: coverage
coverage:
	@mkdir -p $(BUILD)/coverage
	find $(BUILD)/coverage -name '*.gcda' -delete
	-$(MAKE) COVERAGE=1 check
	tests/coverage.sh $(BUILD)/coverage

# Every fault of tests/faults/ instead of a choice, and the hostile folder at its full size: some minutes.
FAULT_TESTS = $(filter $(BUILD)/tests/faults/% $(BUILD)/tests/hostile/%,$(TEST_BINARIES))
.PHONY: faults
faults: $(BUILD)/kanbao $(CATALOGUES) $(FAULT_TESTS) $(STARVE) $(INJECT)
	@FAULTS=all HOSTILE=all KANBAO=$(BUILD)/kanbao BUILD=$(BUILD) tests/run_tests.sh $(BUILD)/faults.log 3600 $(FAULT_TESTS)

# Measures kanbao and comparable programs in one run: see the README. ICU is included if it is installed.
BENCH_BINARIES = $(addprefix $(BUILD)/tests/bench/,pager ptytime layout)
ARCHIVE_BINARIES = $(addprefix $(BUILD)/tests/bench/,pager ptytime readers reload)
ICU = $(shell pkg-config --exists icu-uc 2>/dev/null && pkg-config --cflags --libs icu-uc)

$(BUILD)/tests/bench/pager: $(BUILD)/tests/bench/pager.o
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(CURSES_LIBS)

$(addprefix $(BUILD)/tests/bench/,ptytime readers reload): $(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o \
		$(BUILD)/tests/bench/measure.o $(BUILD)/tests/pty/sandbox.o $(ROOMS)
	$(LINK_TEST) $(TEST_LIBS)

$(BUILD)/tests/bench/layout: tests/bench/layout.c $(ROOMS)
	@$(MAKE_FOLDER)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) $(if $(ICU),-DHAVE_ICU) -o $@ $^ $(TEST_LIBS) $(ICU)

.PHONY: bench
bench: $(BUILD)/kanbao $(BENCH_BINARIES)
	BUILD=$(BUILD) tests/bench/run.sh

# The same for a large archive, in some minutes, with 1.5 GB below BUILD for them.
.PHONY: bench-archive
bench-archive: $(BUILD)/kanbao $(ARCHIVE_BINARIES)
	BUILD=$(BUILD) tests/bench/archive.sh

# Installs missing packages only.
define install_packages
@missing=; for package in $(1); do \
	dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
	root=; [ "$$(id -u)" -eq 0 ] || root=sudo; \
	echo "installing with apt-get:$$missing"; \
	$$root apt-get update -q && \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
fi
endef

.PHONY: deps
deps:
	$(call install_packages,$(PACKAGES))

# `make -j deps run` must build nothing before the packages are installed.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(OBJECTS) $(CATALOGUES) $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/*/*.c)): | deps
endif

.PHONY: deps-lint
deps-lint:
	$(call install_packages,$(LINT_PACKAGES))

.PHONY: deps-fuzz
deps-fuzz:
	$(call install_packages,$(FUZZ_PACKAGES))

.PHONY: deps-kiosk
deps-kiosk:
	$(call install_packages,$(KIOSK_PACKAGES))

C_FILES = $(wildcard include/*/*.h src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])
GENERATED = src/text/ambiguous.h src/text/line_class.h src/text/pinyin_readings.h src/text/variants.h
SCRIPTS = .ci/run $(wildcard tests/*.sh tests/*/*.sh) src/man/tables.sh src/completion/kanbao.bash config/site/make.sh config/kiosk/kanbao-kiosk config/kiosk/kanbao-pull \
	config/kiosk/kanbao-status config/kiosk/kanbao-panel config/kiosk/kanbao-kiosk-setup

.PHONY: format
format:
	clang-format -i $(filter-out $(GENERATED),$(C_FILES))

# Formatting, clang's and gcc's warnings as errors, gcc's analyzer for src, clang-tidy, cppcheck, shell scripts, catalogues.
# What clang-tidy and cppcheck are not to say, and why, is in .clang-tidy, tests/.clang-tidy and .cppcheck.
LINT_C = $(CPPFLAGS_ALL) -Itests $(WARNINGS) -Werror
# A third of the steps that clang's analyzer takes in a function by default, in two fifths of the time.
ANALYZER = -Xclang -analyzer-config -Xclang max-nodes=75000
IN_PARALLEL = xargs -P "$$(nproc)"
.PHONY: lint
lint:
	clang-format --dry-run -Werror $(filter-out $(GENERATED),$(C_FILES))
	printf '%s\n' $(filter %.c,$(C_FILES)) | $(IN_PARALLEL) -n 40 clang $(LINT_C) -fsyntax-only
	printf '%s\n' $(filter tests/%.c,$(C_FILES)) | $(IN_PARALLEL) -n 40 gcc $(LINT_C) -O2 -fsyntax-only
	printf '%s\n' $(SOURCES) | $(IN_PARALLEL) -n 1 gcc $(LINT_C) -O2 -fanalyzer -c -o /dev/null
	printf '%s\n' $(filter %.c,$(C_FILES)) | $(IN_PARALLEL) -n 6 sh -c \
		'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- $(CPPFLAGS_ALL) -Itests -std=c11 $(ANALYZER)' clang-tidy
	cppcheck -j "$$(nproc)" --quiet --error-exitcode=1 --std=c11 --library=posix --inline-suppr \
		--enable=warning,style,performance,portability --suppressions-list=.cppcheck $(CPPFLAGS_ALL) -Itests src tests
	shellcheck $(SCRIPTS)
	for catalogue in $(LANGUAGES:%=$(PO)/%.po); do msgfmt --check --output-file=/dev/null $$catalogue || exit 1; done

# Installs the articles of content/, without the editors' guide. Deletes installed articles that content/ no longer has,
# and folders left empty, but nothing else, and nothing if a link stands in for the installed folder.
ARTICLES = '(' -iname '*.md' -o -iname '*.markdown' ')'
INSTALLED = $(SHARE)/kanbao/content
SHARE = $(DESTDIR)$(PREFIX)/share
# A file of earlier versions.
OLD_CATALOGUE = $(SHARE)/locale/zh_CN/LC_MESSAGES/kanbao.mo
TAKE_AWAY = for gone; do \
		echo "no longer in content: $$gone"; rm "$$gone" || exit; \
		rmdir -p --ignore-fail-on-non-empty "$${gone%/*}" 2>/dev/null || :; \
	done

# The manual pages, those of the kiosk with the kiosk, and where the shells look for completions.
MANUAL = $(patsubst src/man/%,%,$(filter-out %/kanbao-kiosk.8,$(wildcard src/man/*.[1-8] src/man/*/*.[1-8])))
# of zh_CN/kanbao.1: zh_CN/man1
MAN_FOLDER = $$(dirname $$page)/man$${page\#\#*.}
COMPLETIONS = kanbao.bash:bash-completion/completions/kanbao _kanbao:zsh/site-functions/_kanbao \
	kanbao.fish:fish/vendor_completions.d/kanbao.fish

# Installed in the same folders, for the links between them.
GUIDES = README.md content/README.md config/kiosk/README.md config/kiosk/accessibility.md src/layout/README.md

# Say in a line who may install and uninstall, if the folder cannot be made or written to.
MAY_WRITE = [ -w '$(DESTDIR)$(PREFIX)' ] || { \
	echo 'cannot write to $(DESTDIR)$(PREFIX): use sudo, or another PREFIX= or DESTDIR=' >&2; exit 1; }
MAY_INSTALL = @install -d '$(DESTDIR)$(PREFIX)' 2>/dev/null; $(MAY_WRITE)
MAY_UNINSTALL = @[ ! -e '$(DESTDIR)$(PREFIX)' ] || $(MAY_WRITE)

# Folders that programs share, of which those that are empty are taken away. /usr/local/share/man is Debian's.
SHARED = applications doc bash-completion/completions zsh/site-functions fish/vendor_completions.d \
	$(LANGUAGES:%=locale/%/LC_MESSAGES) locale/zh_CN/LC_MESSAGES
SHARED_MANUAL = man1 man5 man8 zh_CN/man1 zh_CN/man5
LEAVE_NOTHING = @cd '$(SHARE)' 2>/dev/null && rmdir -p $(SHARED) 2>/dev/null; \
	cd '$(SHARE)/man' 2>/dev/null && rmdir -p $(SHARED_MANUAL) 2>/dev/null; :

.PHONY: install
install: $(BUILD)/kanbao $(CATALOGUES)
	$(MAY_INSTALL)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(SHARE)/kanbao' '$(INSTALLED)'
	install -m 755 $(BUILD)/kanbao '$(DESTDIR)$(PREFIX)/bin/kanbao'
	install -m 644 config/kanbao.ini '$(SHARE)/kanbao/kanbao.ini'
	cd content && find . -type f $(ARTICLES) ! -path '*/.*' ! -path ./README.md -exec install -D -m 644 '{}' \
		'$(INSTALLED)/{}' ';'
	[ -L '$(INSTALLED)' ] || { cd '$(INSTALLED)' && find . ! -type d $(ARTICLES) \
		! -exec test -e '$(CURDIR)/content/{}' ';' -exec sh -c '$(TAKE_AWAY)' sh '{}' +; }
	for language in $(LANGUAGES); do \
		catalogue=$$language/LC_MESSAGES/kanbao.mo; \
		[ ! -e $(BUILD)/locale/$$catalogue ] || install -D -m 644 $(BUILD)/locale/$$catalogue \
			'$(SHARE)'/locale/$$catalogue || exit 1; \
	done
	for page in $(MANUAL); do install -D -m 644 src/man/$$page '$(SHARE)/man'/$(MAN_FOLDER)/$${page##*/} || exit 1; done
	for entry in $(COMPLETIONS); do install -D -m 644 src/completion/$${entry%%:*} '$(SHARE)'/$${entry#*:} || exit 1; done
	install -D -m 644 config/kanbao.desktop '$(SHARE)/applications/kanbao.desktop'
	for guide in $(GUIDES); do install -D -m 644 $$guide '$(SHARE)/doc/kanbao'/$$guide || exit 1; done
	install -m 644 LICENSE src/CHANGELOG.md '$(SHARE)/doc/kanbao'
	rm -f '$(OLD_CATALOGUE)'

.PHONY: uninstall
uninstall:
	$(MAY_UNINSTALL)
	rm -f '$(DESTDIR)$(PREFIX)/bin/kanbao'
	for page in $(MANUAL); do rm -f '$(SHARE)/man'/$(MAN_FOLDER)/$${page##*/}; done
	for entry in $(COMPLETIONS); do rm -f '$(SHARE)'/$${entry#*:}; done
	rm -rf '$(SHARE)/kanbao' '$(SHARE)/doc/kanbao'
	rm -f '$(SHARE)/applications/kanbao.desktop'
	for language in $(LANGUAGES); do \
		rm -f '$(SHARE)'/locale/$$language/LC_MESSAGES/kanbao.mo; \
	done
	rm -f '$(OLD_CATALOGUE)'
	$(LEAVE_NOTHING)

# A tarball that builds by itself, the same to the byte from the same sources.
VERSION = $(shell sed -n 's/^.define KANBAO_VERSION "\(.*\)"/\1/p' include/app/version.h)
DATE = $(shell sed -n 's/^.define KANBAO_DATE "\(.*\)"/\1/p' include/app/version.h)
DIST = $(BUILD)/kanbao-$(VERSION).tar.gz
.PHONY: dist
dist: export LC_ALL = C
dist:
	@$(subst $(@D),$(BUILD),$(MAKE_FOLDER))
	tar --sort=name --mtime='$(DATE) 00:00Z' --owner=0 --group=0 --numeric-owner --mode=go=rX,u+w \
		--transform='s|^|kanbao-$(VERSION)/|' -cf - .ci .clang-format .clang-tidy .cppcheck .editorconfig .gitignore \
		LICENSE Makefile README.md config content include src tests | gzip -n >'$(DIST)'

# The web site of the bulletin, in BUILD/site, for SITE_URL.
SITE_URL =
.PHONY: deps-site
deps-site:
	$(call install_packages,hugo jq)

.PHONY: site
site: $(BUILD)/kanbao
	config/site/make.sh $(BUILD)/kanbao content $(BUILD)/site '$(SITE_URL)'

# Debian packages, kanbao and kanbao-kiosk, made from the tarball and config/debian. SOURCE_DATE is that of the version.
DEB_PACKAGES = debhelper debootstrap dpkg-dev fakeroot lintian
DEB_FOLDER = $(BUILD)/deb/kanbao-$(VERSION)
.PHONY: deps-deb
deps-deb:
	$(call install_packages,$(DEB_PACKAGES))

# The project has no address of its own; who publishes the packages puts theirs into config/debian/control.
NOT_MEANT = bogus-mail-host,bogus-mail-host-in-debian-changelog
.PHONY: deb
deb: dist
	rm -rf $(BUILD)/deb
	mkdir -p $(BUILD)/deb
	tar -xzf $(DIST) -C $(BUILD)/deb
	cp -R config/debian $(DEB_FOLDER)/debian
	printf 'kanbao (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' '$(VERSION)' \
		"$$(sed -n 's/^Maintainer: //p' config/debian/control)" "$$(date -R -u -d '$(DATE)')" >$(DEB_FOLDER)/debian/changelog
	cd $(DEB_FOLDER) && env -u MAKEFLAGS -u MAKELEVEL dpkg-buildpackage -b -us -uc
	lintian --fail-on error,warning --suppress-tags $(NOT_MEANT) $(BUILD)/deb/*.changes

# Tries them in a bare Debian of this release: as root, with a network.
.PHONY: check-deb
check-deb: deb
	BUILD=$(BUILD) tests/deb_test.sh

# The kiosk's files and their destinations. The paths of this installation are filled in. The settings are for people to
# change: they are never overwritten, and uninstalled only if unchanged.
# UNITDIR, SYSUSERSDIR and TMPFILESDIR are other folders in a package.
UNITDIR = $(SYSCONFDIR)/systemd/system
SYSUSERSDIR = $(SYSCONFDIR)/sysusers.d
TMPFILESDIR = $(SYSCONFDIR)/tmpfiles.d
KIOSK_PROGRAMS = $(patsubst %,%:$(PREFIX)/bin,kanbao-kiosk kanbao-kiosk-setup kanbao-pull kanbao-status kanbao-panel)
# They have one manual page, kanbao-kiosk(8).
KIOSK_MANUAL = kanbao-kiosk-setup kanbao-panel kanbao-pull kanbao-status
KIOSK_FILES = $(foreach file,foot-1.13.ini foot-1.21.ini debian13.conf sshd_kanbao.conf limits.conf logind.conf system.conf \
		sysctl.conf,$(file):$(PREFIX)/share/kanbao/kiosk/$(file)) \
	$(foreach unit,kanbao-kiosk.service kanbao-speech.service kanbao-pull.service kanbao-pull.timer,$(unit):$(UNITDIR)/$(unit)) \
	sysusers.conf:$(SYSUSERSDIR)/kanbao.conf tmpfiles.conf:$(TMPFILESDIR)/kanbao.conf
KIOSK_SETTINGS = kanbao.ini kiosk.conf pull.conf speechd.conf
# The paths stand in units of systemd and in scripts.
.PHONY: one-word
one-word:
	@case '$(PREFIX)$(SYSCONFDIR)' in *[[:space:]]*) \
	echo 'the kiosk cannot be installed below a folder with a space in its name: give another PREFIX= or SYSCONFDIR=' >&2; \
	exit 1 ;; esac
KIOSK_FILLED = sed -e 's|@PREFIX@|$(PREFIX)|g' -e 's|@SYSCONFDIR@|$(SYSCONFDIR)|g'

.PHONY: install-kiosk
install-kiosk: one-word install
	@set -e; umask 022; \
	for entry in $(KIOSK_PROGRAMS:%=755:%) $(KIOSK_FILES:%=644:%); do \
		mode=$${entry%%:*}; entry=$${entry#*:}; \
		source=config/kiosk/$${entry%%:*}; target='$(DESTDIR)'$${entry#*:}; \
		[ "$$mode" = 644 ] || target=$$target/$${entry%%:*}; \
		install -d "$${target%/*}"; \
		$(KIOSK_FILLED) "$$source" >"$$target.new"; \
		chmod "$$mode" "$$target.new"; \
		mv "$$target.new" "$$target"; \
	done; \
	install -d '$(DESTDIR)$(SYSCONFDIR)/kanbao'; \
	for settings in $(KIOSK_SETTINGS); do \
		target='$(DESTDIR)$(SYSCONFDIR)/kanbao/'$$settings; \
		if [ ! -e "$$target" ]; then install -m 644 config/kiosk/$$settings "$$target"; \
		elif ! cmp -s config/kiosk/$$settings "$$target"; then echo "$$target is there already and stays as it is"; fi; \
	done
	@install -D -m 644 src/man/kanbao-kiosk.8 '$(SHARE)/man/man8/kanbao-kiosk.8'
	@for program in $(KIOSK_MANUAL); do ln -sf kanbao-kiosk.8 '$(SHARE)/man/man8'/$$program.8; done
	@$(KIOSK_FILLED) config/kiosk/left-to-you

.PHONY: uninstall-kiosk
uninstall-kiosk:
	$(MAY_UNINSTALL)
	@for program in kanbao-kiosk $(KIOSK_MANUAL); do rm -f '$(SHARE)/man/man8'/$$program.8; done
	@for entry in $(KIOSK_PROGRAMS); do rm -f '$(DESTDIR)'"$${entry#*:}/$${entry%%:*}"; done; \
	for entry in $(KIOSK_FILES); do rm -f '$(DESTDIR)'"$${entry#*:}"; done; \
	for settings in $(KIOSK_SETTINGS); do \
		target='$(DESTDIR)$(SYSCONFDIR)/kanbao/'$$settings; \
		if cmp -s config/kiosk/$$settings "$$target"; then rm -f "$$target"; \
		elif [ -e "$$target" ]; then echo "$$target has been changed and stays"; fi; \
	done; \
	for folder in '$(DESTDIR)$(SYSCONFDIR)/kanbao' '$(DESTDIR)$(PREFIX)/share/kanbao/kiosk'; do \
		[ ! -d "$$folder" ] || rmdir --ignore-fail-on-non-empty "$$folder"; \
	done
	$(LEAVE_NOTHING)

.PHONY: clean
clean:
	rm -rf $(BUILD)
