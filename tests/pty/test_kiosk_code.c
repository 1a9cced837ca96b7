/* The QR codes of an article at the kiosk, by keys and by touch; tests/kiosk/test_code.c compares
 * their modules, tests/smoke/code.sh reads them from the screen. */

#include "kiosk/qr.h"
#include "pty/kiosk.h"
#include "skip.h"

#include <stdlib.h>

/* Starts a kiosk with one article, and opens it. */
static void start(struct fixture *fixture, const char *settings, const char *body)
{
    char *config = kiosk_config(fixture, settings);
    const char *const args[] = {"--config", config, NULL};
    struct buffer text = {0};

    if (!qr_is_available())
        skip_because("built without libqrencode");
    buffer_addf(&text, "---\ntitle: 停水通知\npinned: true\n---\n%s\n", body);
    sandbox_make_folder(&fixture->sandbox, "articles");
    sandbox_write(&fixture->sandbox, "articles/tingshui.md", buffer_str(&text));
    char *content = sandbox_path(&fixture->sandbox, "articles");
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, content, args);
    assert_true(harness_wait_text(fixture->harness, "停水通知", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1", "正文");
    free(content);
    free(config);
    buffer_free(&text);
}

static void touches_lead_to_the_codes_and_back(void **state)
{
    struct fixture *fixture = *state;

    start(fixture, "[kiosk]\nsite = https://a.cn/\n", "正文，[这里报名](https://b.cn/1)。");
    kiosk_touch(fixture, "带走", "https://a.cn/tingshui/");
    kiosk_touch(fixture, "后一个", "https://b.cn/1");
    assert_true(harness_wait_text(fixture->harness, "这里报名", SANDBOX_DEADLINE_MS));
    kiosk_touch(fixture, "前一个", "https://a.cn/tingshui/");
    kiosk_touch(fixture, "返回", "正文");
    kiosk_wait_no_text(fixture, "https://a.cn/tingshui/");
}

static void so_do_keys(void **state)
{
    struct fixture *fixture = *state;

    start(fixture, "[kiosk]\nsite = https://a.cn/\n", "正文，[这里报名](https://b.cn/1)。");
    kiosk_keys(fixture, "y", "https://a.cn/tingshui/");
    kiosk_keys(fixture, "]", "https://b.cn/1");
    kiosk_keys(fixture, "[", "https://a.cn/tingshui/");
    kiosk_keys(fixture, "0", "正文");
    kiosk_keys(fixture, "y", "用手机扫一扫，带回家看");
    kiosk_keys(fixture, "\033", "正文");
}

static void a_code_follows_the_size_of_the_screen(void **state)
{
    struct fixture *fixture = *state;

    start(fixture, "[kiosk]\nsite = https://a.cn/\n", "正文。");
    kiosk_keys(fixture, "y", "▄");
    harness_resize(fixture->harness, 10, 40);
    assert_true(harness_wait_text(fixture->harness, "屏幕放不下二维码", SANDBOX_DEADLINE_MS));
    kiosk_wait_no_text(fixture, "▄");
    harness_resize(fixture->harness, 24, 80);
    assert_true(harness_wait_text(fixture->harness, "用手机扫一扫，带回家看", SANDBOX_DEADLINE_MS));
}

static void without_an_address_there_is_no_button(void **state)
{
    struct fixture *fixture = *state;

    start(fixture, "[kiosk]\nsite =\n", "正文，没有链接。");
    kiosk_wait_no_text(fixture, "带走");
    kiosk_keys(fixture, "y", "正文");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(touches_lead_to_the_codes_and_back),
        FIXTURE_TEST(so_do_keys),
        FIXTURE_TEST(a_code_follows_the_size_of_the_screen),
        FIXTURE_TEST(without_an_address_there_is_no_button),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
