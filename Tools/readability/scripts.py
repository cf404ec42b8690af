"""How many plain stencils of ten words the reader reads in each script, with Tesseract's data for it.

python Tools/readability/scripts.py --word2img .build/release/word2img

TESSDATA_PREFIX names the folder of the data, where that isn't the system's.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

WORDS = {
    "Latin": "SALE Café Größe MARKET Fiesta Summer Bäckerei Señor Noël ABIERTO",
    "Cyrillic": "ПРИВЕТ Скидка ЛЕТО Москва Пицца ХЛЕБ Новинка Кофе Зима ПОДАРОК",
    "Greek": "ΚΑΛΗΜΕΡΑ Θάλασσα ΦΩΣ Καφές ΠΡΟΣΦΟΡΑ Αγάπη ΨΩΜΙ Ήλιος ΝΕΟ Μέλι",
    "Hebrew": "שלום אהבה מבצע קפה לחם קיץ חדש פיצה שמש דבש",
    "Arabic": "سلام حب تخفيضات قهوة خبز صيف جديد بيتزا شمس عسل",
    "Devanagari": "नमस्ते प्यार सेल चाय रोटी गर्मी नया शहद सूरज दिवाली",
    "Han": "新年 促销 咖啡 面包 夏天 爱 黄金 欢迎 花园 火锅",
    "kana": "セール ようこそ ピザ ありがとう カフェ さくら パン はる ケーキ まつり",
    "Hangul": "안녕 사랑 할인 커피 빵집 여름 신상 피자 태양 꿀",
    "Thai": "สวัสดี รัก ลดราคา กาแฟ ขนมปัง ร้อน ใหม่ พิซซ่า ทะเล น้ำผึ้ง",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--word2img", required=True, type=pathlib.Path)
    program = parser.parse_args().word2img
    with tempfile.TemporaryDirectory() as folder:
        stencil = pathlib.Path(folder, "stencil.png")
        for script, words in WORDS.items():
            verdicts = []
            for word in words.split():
                subprocess.run([program, "stencil", "--text", word, "--output", stencil], check=True, capture_output=True)
                read = subprocess.run(
                    [program, "read", stencil, "--expect", word, "--json"], check=True, capture_output=True, text=True
                )
                verdicts.append((word, json.loads(read.stdout)["verdict"]))
            missed = [f"{word} as {verdict.get('read_as')}" for word, verdict in verdicts if verdict["score"] < 0.8]
            print(f"{script}: {len(verdicts) - len(missed)} of {len(verdicts)}", *missed, sep="; ", flush=True)


if __name__ == "__main__":
    main()
