#!/usr/bin/env python3
"""Makes an archive of N articles for tests/bench/archive.sh: make_archive.py N FOLDER [--sfeed FILE]
[--rss FILE].

The same number gives the same articles, and the articles of a smaller number are the newest of a larger one. Each is some
4 kB of sentences put together at random of the words below, with a date (26,000 articles a year), a district, a topic and
a place. 1 article in 5,000 has the word 萤火虫, 1 in 2 the word 居民代表. The FILEs get the titles for
sfeed_curses, and all for newsboat.
"""
import argparse
import datetime
import os
import random
from xml.sax.saxutils import escape

DISTRICTS = [a + b for a in "东西南北" for b in "桥门湖山"]
TOPICS = "要闻 民生 教育 健康 文化 体育 环境 交通 物业 养老 志愿 安全".split()
PLACES = [a + b for a in "春夏秋冬梅兰竹菊" for b in ("路", "街", "巷", "社区", "广场")]
WHO = "居民 社区 街道办 物业公司 志愿者 老师 医生 学生 退休职工 商户 居委会 网格员 外来务工人员 楼长 书记".split()
WHEN = "昨天 上周 本月 今年以来 清晨 傍晚 周末 近日 从下月起 去年".split()
DOES = "整修了 讨论了 开放了 清理了 检查了 登记了 更换了 组织了 介绍了 延长了 公布了 扩建了 恢复了 完成了 打算改造".split()
HOW = "按照大家的意见 经过三次商量 在雨停以后 用了不到两个星期 没有增加费用 分成四个小组 和相邻的小区一起 为了方便老人 趁着天气好".split()
WHAT = "楼道里的灯 健身器材 图书室 停车位 老旧水管 活动中心 公交站牌 儿童游乐场 食堂的菜单 电梯 花坛 排水沟 晾衣架 充电桩 门口的坡道".split()
RESULT = "不少人表示满意 还有几处需要补上 下一步会继续征求意见 电话和地址贴在公告栏里 费用由各方分担 具体时间另行通知 大家都说方便多了".split()
RARE, COMMON = "萤火虫", "居民代表"


def sentence(rng):
    number = f"共{rng.randrange(2, 900)}处，" if rng.random() < 0.2 else ""
    return (f"{rng.choice(WHEN)}，{rng.choice(PLACES)}的{rng.choice(WHO)}{rng.choice(HOW)}，{rng.choice(DOES)}"
            f"{rng.choice(WHAT)}，{number}{rng.choice(RESULT)}。")


def article(number):
    """Returns the path, the date, the title and the text of the number-th article, counted from the newest."""
    rng = random.Random(number)
    day = datetime.date(2026, 11, 24) - datetime.timedelta(days=number * 365 // 26000)
    title = f"{rng.choice(PLACES)}{rng.choice(DOES)}{rng.choice(WHAT)}"
    paragraphs = ["".join(sentence(rng) for _ in range(rng.randrange(3, 7))) for _ in range(rng.randrange(7, 12))]
    if number % 5000 == 7:
        paragraphs[-1] += f"草地上飞来了{RARE}。"
    if number % 2 == 0:
        paragraphs[1] += f"{COMMON}也来了。"
    text = (f"---\ntitle: {title}\ndate: {day}\ndistrict: {rng.choice(DISTRICTS)}\ntopic: {rng.choice(TOPICS)}\n"
            f"place: {rng.choice(PLACES)}\nauthors: [{rng.choice(WHO)}]\n---\n" + "\n\n".join(paragraphs) + "\n")
    return f"{day:%Y-%m}/{number:06}.md", day, title, text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--sfeed", metavar="FILE")
    parser.add_argument("--rss", metavar="FILE")
    options = parser.parse_args()
    feed = open(options.sfeed, "w", encoding="utf-8") if options.sfeed else None
    rss = open(options.rss, "w", encoding="utf-8") if options.rss else None
    if rss:
        rss.write("<rss version='2.0'><channel><title>archive</title><link>http://localhost/</link>\n")
    for number in range(options.count):
        path, day, title, text = article(number)
        path = os.path.join(options.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        if feed:
            seconds = int(datetime.datetime(day.year, day.month, day.day).timestamp())
            feed.write(f"{seconds}\t{title}\t\t\t\t{number}\t\t\t\n")
        if rss:
            body = escape(text.split("---\n", 2)[2]).replace("\n\n", "<br/>")
            rss.write(f"<item><guid>{number}</guid><link>http://localhost/{number}</link><title>{escape(title)}</title>"
                      f"<pubDate>{day:%a, %d %b %Y} 00:00:00 GMT</pubDate><description>{escape(body)}</description></item>\n")
    if rss:
        rss.write("</channel></rss>\n")


main()
