<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_GB">
<context>
    <name>About</name>
    <message>
        <source>About Desktop Chat</source>
        <translation>О программе Desktop Chat</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Версия {0}</translation>
    </message>
    <message>
        <source>Host a chat with one click, join it with another.</source>
        <translation>Чат одним щелчком: запустить или войти.</translation>
    </message>
    <message>
        <source>It speaks IRC, is free software (MIT), and uses Qt {0}.</source>
        <translation>Работает по протоколу IRC, свободная программа (MIT), использует Qt {0}.</translation>
    </message>
</context>
<context>
    <name>ActQuestion</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>AddressQuestion</name>
    <message>
        <source>Ban an address</source>
        <translation>Запретить адрес</translation>
    </message>
    <message>
        <source>Nobody can join from there. A whole network is written as 10.0.0.0/24.</source>
        <translation>Оттуда никто не войдёт. Целая сеть пишется так: 10.0.0.0/24.</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Запретить</translation>
    </message>
    <message>
        <source>Address or network</source>
        <translation>Адрес или сеть</translation>
    </message>
</context>
<context>
    <name>AdvancedPage</name>
    <message>
        <source>Ask</source>
        <translation>Спросить</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Оставить работать</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Hosting</source>
        <translation>Свой чат</translation>
    </message>
    <message>
        <source>When the last window closes</source>
        <translation>Если закрыты все окна</translation>
    </message>
    <message>
        <source>What happens to a chat that runs on this computer.</source>
        <translation>Что будет с чатом, который работает на этом компьютере.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Набор текста</translation>
    </message>
    <message>
        <source>Underline misspelt words</source>
        <translation>Подчёркивать слова с ошибками</translation>
    </message>
    <message>
        <source>In the languages of the system and in English, by the system&apos;s dictionaries.</source>
        <translation>На языках системы и на английском, по словарям системы.</translation>
    </message>
    <message>
        <source>This system has no dictionaries. On Linux they come with Enchant and Hunspell.</source>
        <translation>В этой системе нет словарей. В Linux их дают Enchant и Hunspell.</translation>
    </message>
</context>
<context>
    <name>AnnouncementQuestion</name>
    <message>
        <source>Tell everybody something</source>
        <translation>Сообщить всем</translation>
    </message>
    <message>
        <source>Everybody who is connected sees it, in any room.</source>
        <translation>Это увидят все, кто подключён, в любой комнате.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Ваши слова</translation>
    </message>
</context>
<context>
    <name>AttachDialog</name>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
    <message>
        <source>Add more…</source>
        <translation>Добавить ещё…</translation>
    </message>
    <message>
        <source>Compress pictures</source>
        <translation>Сжимать изображения</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Подпись</translation>
    </message>
    <message>
        <source>Remove the files that cannot be sent.</source>
        <translation>Уберите файлы, которые нельзя отправить.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>This picture takes too long to be read.</source>
        <translation>Чтение этого изображения занимает слишком много времени.</translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln files to {0}</source>
        <translation>
            <numerusform>Отправить %Ln файл: {0}</numerusform>
            <numerusform>Отправить %Ln файла: {0}</numerusform>
            <numerusform>Отправить %Ln файлов: {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>This chat takes files up to {0}.</source>
        <translation>Этот чат принимает файлы до {0}.</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln files are sent at once.</source>
        <translation>
            <numerusform>За один раз отправляется не больше %Ln файла.</numerusform>
            <numerusform>За один раз отправляется не больше %Ln файлов.</numerusform>
            <numerusform>За один раз отправляется не больше %Ln файлов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Подготовка…</translation>
    </message>
    <message>
        <source>Pictures become smaller, and lose what the camera wrote: place, time and device.</source>
        <translation>Изображения станут меньше и потеряют то, что записала камера: место, время и устройство.</translation>
    </message>
    <message>
        <source>Pictures keep their pixels, and lose what the camera wrote: place, time and device.</source>
        <translation>Изображения сохранят свои пиксели, но потеряют то, что записала камера: место, время и устройство.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Изображение</translation>
    </message>
    <message>
        <source>It takes pictures, sound and video only.</source>
        <translation>Он принимает только изображения, звук и видео.</translation>
    </message>
    <message>
        <source>There is space for {0}.</source>
        <translation>Места осталось на {0}.</translation>
    </message>
    <message>
        <source>The files have {0}, but this chat has space for {1} only.</source>
        <translation>Размер файлов — {0}, а места в этом чате осталось только на {1}.</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Send files</source>
        <translation>Отправить файлы</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Изображение</translation>
    </message>
    <message>
        <source>Drop files here to send them to {0}</source>
        <translation>Отпустите файлы здесь, чтобы отправить их: {0}</translation>
    </message>
</context>
<context>
    <name>AttachmentActions</name>
    <message>
        <source>This file cannot be loaded now.</source>
        <translation>Этот файл сейчас нельзя загрузить.</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Сохранить файл</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Сохранено как {0}.</translation>
    </message>
    <message>
        <source>The file cannot be saved: {0}.</source>
        <translation>Файл не удаётся сохранить: {0}.</translation>
    </message>
    <message>
        <source>No program on this computer opens this file. You can save it.</source>
        <translation>На этом компьютере нет программы для этого файла. Его можно сохранить.</translation>
    </message>
    <message>
        <source>The picture was copied.</source>
        <translation>Картинка скопирована.</translation>
    </message>
    <message>
        <source>The picture cannot be copied.</source>
        <translation>Картинку не удаётся скопировать.</translation>
    </message>
</context>
<context>
    <name>AttachmentRow</name>
    <message>
        <source>Name of the file</source>
        <translation>Имя файла</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Убрать {0}</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Подготовка…</translation>
    </message>
    <message>
        <source>{0}: this chat takes files up to {1}.</source>
        <translation>{0}: этот чат принимает файлы до {1}.</translation>
    </message>
    <message>
        <source>{0} instead of {1}</source>
        <translation>{0} вместо {1}</translation>
    </message>
    <message>
        <source>Sent as it is; it may tell where it was taken.</source>
        <translation>Отправится как есть; может выдать место съёмки.</translation>
    </message>
    <message>
        <source>This chat takes pictures, sound and video only.</source>
        <translation>Этот чат принимает только изображения, звук и видео.</translation>
    </message>
</context>
<context>
    <name>AwayQuestion</name>
    <message>
        <source>Be away</source>
        <translation>Меня нет на месте</translation>
    </message>
    <message>
        <source>Others on {0} see it beside your name. You go on receiving messages.</source>
        <translation>Другие в {0} увидят это рядом с вашим именем. Сообщения будут приходить как обычно.</translation>
    </message>
    <message>
        <source>For example: at lunch</source>
        <translation>Например: на обеде</translation>
    </message>
    <message>
        <source>What others see</source>
        <translation>Что увидят другие</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Надолго ли</translation>
    </message>
    <message>
        <source>Until I say that I am back</source>
        <translation>Пока не вернусь</translation>
    </message>
    <message numerus="yes">
        <source>For %n minutes</source>
        <translation>
            <numerusform>На %n минуту</numerusform>
            <numerusform>На %n минуты</numerusform>
            <numerusform>На %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n hours</source>
        <translation>
            <numerusform>На %n час</numerusform>
            <numerusform>На %n часа</numerusform>
            <numerusform>На %n часов</numerusform>
        </translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
</context>
<context>
    <name>BackupActions</name>
    <message>
        <source>The backup is written and checked…</source>
        <translation>Копия записывается и проверяется…</translation>
    </message>
    <message>
        <source>The backup is complete</source>
        <translation>Копия готова</translation>
    </message>
    <message>
        <source>The chat becomes what it was then. What is there now is kept beside it, so you can undo this.</source>
        <translation>Чат станет таким, каким был тогда. То, что есть сейчас, останется рядом, и это можно отменить.</translation>
    </message>
    <message>
        <source>The chat stops for a moment.</source>
        <translation>Чат ненадолго остановится.</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>Восстановить эту копию?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>The backup is restored…</source>
        <translation>Копия восстанавливается…</translation>
    </message>
    <message>
        <source>The chat is restarted and is back in a moment.</source>
        <translation>Чат перезапускается и вернётся через мгновение.</translation>
    </message>
    <message>
        <source>The backup was restored</source>
        <translation>Копия восстановлена</translation>
    </message>
    <message>
        <source>The backup is read…</source>
        <translation>Копия читается…</translation>
    </message>
    <message>
        <source>Undo the restore?</source>
        <translation>Отменить восстановление?</translation>
    </message>
    <message>
        <source>The chat becomes what it was before. What is there now is kept beside it.</source>
        <translation>Чат станет таким, каким был до этого. То, что есть сейчас, останется рядом.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>The chat is as it was before</source>
        <translation>Чат снова такой, каким был</translation>
    </message>
    <message>
        <source>Keep the restored chat?</source>
        <translation>Оставить восстановленный чат?</translation>
    </message>
    <message>
        <source>The chat as it was before the restore is deleted. This cannot be undone.</source>
        <translation>Чат, каким он был до восстановления, будет удалён. Отменить это нельзя.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>The restored chat is kept</source>
        <translation>Восстановленный чат оставлен</translation>
    </message>
</context>
<context>
    <name>BackupProcess</name>
    <message>
        <source>Another backup or restore is under way.</source>
        <translation>Копирование или восстановление уже идёт.</translation>
    </message>
    <message>
        <source>The backup program has failed.</source>
        <translation>Программа копирования не сработала.</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>Backups</source>
        <translation>Резервные копии</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>Копий пока нет</translation>
    </message>
    <message>
        <source>A backup holds all messages, rooms, accounts and settings. The chat goes on meanwhile.</source>
        <translation>В копии все сообщения, комнаты, учётные записи и настройки. Чат тем временем работает.</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Сделать копию</translation>
    </message>
    <message>
        <source>Save a backup as…</source>
        <translation>Сохранить копию как…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln сообщение</numerusform>
            <numerusform>%Ln сообщения</numerusform>
            <numerusform>%Ln сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Восстановить…</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>Список читается…</translation>
    </message>
    <message>
        <source>Restore from a file…</source>
        <translation>Восстановить из файла…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Показать папку</translation>
    </message>
    <message>
        <source>A backup every day…</source>
        <translation>Копия каждый день…</translation>
    </message>
    <message>
        <source>The backups cannot be listed</source>
        <translation>Не удалось получить список резервных копий</translation>
    </message>
    <message numerus="yes">
        <source>%n rooms</source>
        <translation>
            <numerusform>%n комната</numerusform>
            <numerusform>%n комнаты</numerusform>
            <numerusform>%n комнат</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a backup</source>
        <translation>Сохранить копию</translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation>Резервные копии (*.zip)</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Восстановить копию</translation>
    </message>
    <message>
        <source>The chat stops for a moment.</source>
        <translation>Чат ненадолго остановится.</translation>
    </message>
    <message>
        <source>A backup was restored. The chat as it was before is kept until you decide.</source>
        <translation>Копия восстановлена. Чат, каким он был до этого, сохраняется, пока вы не решите.</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Отменить…</translation>
    </message>
    <message>
        <source>Keep this chat…</source>
        <translation>Оставить как есть…</translation>
    </message>
</context>
<context>
    <name>BanQuestion</name>
    <message>
        <source>Ban {nick}?</source>
        <translation>Запретить вход для {nick}?</translation>
    </message>
    <message>
        <source>A banned person is disconnected and cannot come back.</source>
        <translation>Связь прервётся, и вернуться будет нельзя.</translation>
    </message>
    <message>
        <source>{nick}, under any name</source>
        <translation>{nick}, под любым именем</translation>
    </message>
    <message>
        <source>The account {account}, under any name</source>
        <translation>Учётная запись {account}, под любым именем</translation>
    </message>
    <message>
        <source>{nick} is banned</source>
        <translation>{nick}: вход закрыт</translation>
    </message>
    <message>
        <source>Everybody with the name {nick}</source>
        <translation>Все с именем {nick}</translation>
    </message>
    <message>
        <source>Nobody can join as {nick}</source>
        <translation>Под именем {nick} никто не войдёт</translation>
    </message>
    <message>
        <source>Nobody can join from {address}</source>
        <translation>Никто не может войти с адреса {address}</translation>
    </message>
    <message>
        <source>Everybody in the network {address}</source>
        <translation>Все в сети {address}</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Запретить</translation>
    </message>
    <message>
        <source>Everybody at {address}</source>
        <translation>Всех с адреса {address}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Connecting</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>Enter the password…</source>
        <translation>Ввести пароль…</translation>
    </message>
    <message>
        <source>Start the chat</source>
        <translation>Запустить чат</translation>
    </message>
    <message>
        <source>Connecting to {0}…</source>
        <translation>Подключение к {0}…</translation>
    </message>
    <message>
        <source>You are disconnected.</source>
        <translation>Связи с чатом нет.</translation>
    </message>
    <message>
        <source>Reconnecting in {0}.</source>
        <translation>Новая попытка через {0}.</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Подключиться сейчас</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>Your chat is stopped. Its messages are kept.</source>
        <translation>Ваш чат остановлен. Сообщения сохранены.</translation>
    </message>
</context>
<context>
    <name>BansDialog</name>
    <message>
        <source>Bans</source>
        <translation>Запреты</translation>
    </message>
    <message>
        <source>Search bans</source>
        <translation>Найти запрет</translation>
    </message>
    <message>
        <source>Ban an address…</source>
        <translation>Запретить адрес…</translation>
    </message>
    <message>
        <source>Free a name…</source>
        <translation>Освободить имя…</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Снять</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>People whom you mute or ban are listed here. You can undo it.</source>
        <translation>Здесь будут все, кому вы запретили писать или входить: запрет можно снять.</translation>
    </message>
    <message>
        <source>Nobody is banned</source>
        <translation>Запретов нет</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Никого не найдено</translation>
    </message>
    <message>
        <source>Search for a name, an address or why.</source>
        <translation>Ищите по имени, адресу или причине.</translation>
    </message>
</context>
<context>
    <name>BansModel</name>
    <message>
        <source>{mask}, by {who}, {when}</source>
        <translation>{mask}, запретил {who}, {when}</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Без слова</translation>
    </message>
    <message>
        <source>Banned</source>
        <translation>Вход запрещён</translation>
    </message>
    <message>
        <source>Everybody at {address}</source>
        <translation>Все с адреса {address}</translation>
    </message>
    <message>
        <source>{user} at {address}</source>
        <translation>{user} с адреса {address}</translation>
    </message>
</context>
<context>
    <name>BrowsersCard</name>
    <message>
        <source>Phones and browsers</source>
        <translation>Телефоны и браузеры</translation>
    </message>
    <message>
        <source>Phones and browsers may join</source>
        <translation>Могут входить телефоны и браузеры</translation>
    </message>
    <message>
        <source>Without encryption on this network</source>
        <translation>Без шифрования в этой сети</translation>
    </message>
    <message>
        <source>Not encrypted: others on this network can read along.</source>
        <translation>Без шифрования: другие в этой сети могут читать.</translation>
    </message>
    <message>
        <source>The link then opens a page with the chat, without an install.</source>
        <translation>Тогда ссылка откроет страницу с чатом, без установки.</translation>
    </message>
    <message>
        <source>The link opens the chat in every browser. At the first visit a browser warns of a certificate that it does not know: people choose “Advanced” and go on.</source>
        <translation>Ссылка открывает чат в любом браузере. В первый раз браузер предупредит о незнакомом сертификате: нужно выбрать «Дополнительно» и продолжить.</translation>
    </message>
    <message>
        <source>The link opens the chat in every browser.</source>
        <translation>Ссылка открывает чат в любом браузере.</translation>
    </message>
</context>
<context>
    <name>BusyPage</name>
    <message>
        <source>Please wait</source>
        <translation>Подождите</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>CallQuestion</name>
    <message>
        <source>Call an address</source>
        <translation>Вызов адреса</translation>
    </message>
    <message>
        <source>It is told what is said in the room, or what begins with a word, and its answer is posted.</source>
        <translation>Он узнаёт, что сказано в комнате или что начинается со слова, а его ответ появляется в комнате.</translation>
    </message>
    <message>
        <source>Call it</source>
        <translation>Вызывать</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Word (empty: all messages)</source>
        <translation>Слово (пусто: все сообщения)</translation>
    </message>
    <message>
        <source>For example: deploy</source>
        <translation>Например: deploy</translation>
    </message>
</context>
<context>
    <name>CertificateWarning</name>
    <message>
        <source>This may not be the chat that you know</source>
        <translation>Возможно, это не тот чат, который вы знаете</translation>
    </message>
    <message>
        <source>{0} shows another key than before. Either the chat was set up again, or somebody between you and the chat pretends to be it and could read along. Ask its owner whether the key has changed.</source>
        <translation>Ключ чата {0} не такой, как раньше. Либо чат настроили заново, либо кто-то посередине выдаёт себя за него и может читать переписку. Спросите у владельца чата, менялся ли ключ.</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Ожидался</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>Получен сейчас</translation>
    </message>
    <message>
        <source>Stay disconnected</source>
        <translation>Не подключаться</translation>
    </message>
    <message>
        <source>Trust the new key</source>
        <translation>Принять новый ключ</translation>
    </message>
</context>
<context>
    <name>ChatActions</name>
    <message>
        <source>New chat…</source>
        <translation>Новый чат…</translation>
    </message>
    <message>
        <source>Host a chat…</source>
        <translation>Свой чат…</translation>
    </message>
    <message>
        <source>Manage your chat…</source>
        <translation>Управлять своим чатом…</translation>
    </message>
    <message>
        <source>Messages as text…</source>
        <translation>Сообщения как текст…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>About Desktop Chat</source>
        <translation>О программе Desktop Chat</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Join a room…</source>
        <translation>Войти в комнату…</translation>
    </message>
    <message>
        <source>Message somebody…</source>
        <translation>Написать кому-нибудь…</translation>
    </message>
    <message>
        <source>Join another chat…</source>
        <translation>Войти в другой чат…</translation>
    </message>
    <message>
        <source>Change your name here</source>
        <translation>Сменить имя в этом чате</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сменить</translation>
    </message>
    <message>
        <source>Password of {0}</source>
        <translation>Пароль: {0}</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Войти в комнату</translation>
    </message>
    <message>
        <source>Name of the room</source>
        <translation>Название комнаты</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>The name of a room has no commas.</source>
        <translation>В названии комнаты не бывает запятых.</translation>
    </message>
    <message>
        <source>On {0}, from now on. Spaces are replaced by _.</source>
        <translation>На {0}, с этого момента. Пробелы заменяются на _.</translation>
    </message>
    <message>
        <source>It is saved for next time. A bouncer needs NAME:PASSWORD or NAME/NETWORK:PASSWORD.</source>
        <translation>Он сохранится до следующего раза. Баунсеру нужно ИМЯ:ПАРОЛЬ или ИМЯ/СЕТЬ:ПАРОЛЬ.</translation>
    </message>
    <message>
        <source>On {0}. The room is created if it does not exist.</source>
        <translation>На {0}. Если такой комнаты нет, она будет создана.</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Сохранено как {0}</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Показать папку</translation>
    </message>
    <message>
        <source>New room…</source>
        <translation>Новая комната…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Руководство</translation>
    </message>
    <message>
        <source>Browse rooms…</source>
        <translation>Список комнат…</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Новая группа</translation>
    </message>
    <message>
        <source>Groups are for you alone, to order the list of rooms.</source>
        <translation>Группы видны только вам: они упорядочивают список комнат.</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Название группы</translation>
    </message>
    <message>
        <source>Make the group</source>
        <translation>Создать группу</translation>
    </message>
    <message>
        <source>Add an IRC network…</source>
        <translation>Добавить сеть IRC…</translation>
    </message>
</context>
<context>
    <name>ChatStop</name>
    <message>
        <source>Stop the chat?</source>
        <translation>Остановить чат?</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>The chat is restarted and is back in a moment.</source>
        <translation>Чат перезапускается и вернётся через мгновение.</translation>
    </message>
    <message numerus="yes">
        <source>%n people are connected.</source>
        <translation>
            <numerusform>Подключён %n человек.</numerusform>
            <numerusform>Подключены %n человека.</numerusform>
            <numerusform>Подключены %n человек.</numerusform>
        </translation>
    </message>
    <message>
        <source>All messages are kept. They see what you write here.</source>
        <translation>Сообщения сохранятся. Люди увидят то, что вы напишете здесь.</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>Почему (необязательно)</translation>
    </message>
    <message>
        <source>It can go on without this window; open the program again to find it here.</source>
        <translation>Он может работать и без этого окна; откройте программу снова, и он будет здесь.</translation>
    </message>
    <message>
        <source>The chat is running</source>
        <translation>Чат работает</translation>
    </message>
    <message>
        <source>Stop the chat and close?</source>
        <translation>Остановить чат и закрыть?</translation>
    </message>
</context>
<context>
    <name>ChatWindow</name>
    <message>
        <source>No chat is open</source>
        <translation>Чат не открыт</translation>
    </message>
    <message>
        <source>Start a chat on this computer, or join one.</source>
        <translation>Запустите свой чат или войдите в другой.</translation>
    </message>
    <message>
        <source>New chat…</source>
        <translation>Новый чат…</translation>
    </message>
    <message>
        <source>The name {0} is taken on {2}, so you are {1} there.</source>
        <translation>Имя {0} на {2} занято, поэтому там вы {1}.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сменить</translation>
    </message>
</context>
<context>
    <name>ClearQuestion</name>
    <message numerus="yes">
        <source>Delete %Ln messages?</source>
        <translation>
            <numerusform>Удалить %Ln сообщение?</numerusform>
            <numerusform>Удалить %Ln сообщения?</numerusform>
            <numerusform>Удалить %Ln сообщений?</numerusform>
        </translation>
    </message>
    <message>
        <source>They go from this computer only. A server that keeps history shows them again.</source>
        <translation>Они исчезнут только с этого компьютера. Сервер с историей покажет их снова.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>ClientText</name>
    <message>
        <source>Type an address, for example 192.168.1.5 or chat.example.org.</source>
        <translation>Введите адрес, например 192.168.1.5 или chat.example.org.</translation>
    </message>
    <message>
        <source>An address must not contain spaces.</source>
        <translation>В адресе нет пробелов.</translation>
    </message>
    <message>
        <source>A link to a chat begins with ircs:// or irc://, not with {0}://.</source>
        <translation>Ссылка на чат начинается с ircs:// или irc://, а не с {0}://.</translation>
    </message>
    <message>
        <source>This link is damaged: the key of the server in it cannot be read. Ask for a new link.</source>
        <translation>Ссылка повреждена: ключ сервера в ней не читается. Попросите новую.</translation>
    </message>
    <message>
        <source>This link is damaged: a connection without encryption has no key. Ask for a new link.</source>
        <translation>Ссылка повреждена: у соединения без шифрования нет ключа. Попросите новую.</translation>
    </message>
    <message>
        <source>The history on this computer is damaged. Restart the program to save what can still be read.</source>
        <translation>История на этом компьютере повреждена. Перезапустите программу: всё, что ещё можно прочитать, сохранится.</translation>
    </message>
    <message>
        <source>The history on this computer was damaged. Everything that could be read was saved, and the rest is fetched again from the servers. The damaged file is kept as {0}.</source>
        <translation>История на этом компьютере была повреждена. Всё, что удалось прочитать, сохранено, остальное запрашивается у серверов. Повреждённый файл сохранён как {0}.</translation>
    </message>
    <message>
        <source>The archive {0} cannot be opened: {1}.</source>
        <translation>Не удаётся открыть архив {0}: {1}.</translation>
    </message>
    <message>
        <source>The archive {0} was written by a newer version of Desktop Chat. Update this program; nothing was changed.</source>
        <translation>Архив {0} создан более новой версией Desktop Chat. Обновите программу; ничего не изменено.</translation>
    </message>
    <message>
        <source>Messages cannot be saved on this computer: {0}.</source>
        <translation>Сообщения не сохраняются на этом компьютере: {0}.</translation>
    </message>
    <message>
        <source>There is no room {0}.</source>
        <translation>Комнаты {0} нет.</translation>
    </message>
    <message>
        <source>You are in too many rooms to join {0}.</source>
        <translation>Вы в слишком многих комнатах, чтобы войти в {0}.</translation>
    </message>
    <message>
        <source>{0} cannot be joined at the moment. The program will try again.</source>
        <translation>Сейчас войти в {0} нельзя. Программа попробует снова.</translation>
    </message>
    <message>
        <source>{0} leads to another room.</source>
        <translation>{0} ведёт в другую комнату.</translation>
    </message>
    <message>
        <source>{0} leads to this room.</source>
        <translation>{0} ведёт в эту комнату.</translation>
    </message>
    <message>
        <source>{0} is full.</source>
        <translation>В {0} нет места.</translation>
    </message>
    <message>
        <source>You need an invitation to join {0}.</source>
        <translation>В {0} входят только по приглашению.</translation>
    </message>
    <message>
        <source>You are banned from {0}.</source>
        <translation>Вам закрыт вход в {0}.</translation>
    </message>
    <message>
        <source>{0} cannot be the name of a room.</source>
        <translation>{0} не может быть названием комнаты.</translation>
    </message>
    <message>
        <source>You need an account to join {0}.</source>
        <translation>Чтобы войти в {0}, нужна учётная запись.</translation>
    </message>
    <message>
        <source>You need an encrypted connection to join {0}.</source>
        <translation>Чтобы войти в {0}, нужно зашифрованное соединение.</translation>
    </message>
    <message>
        <source>Nobody called {0} is here now, so the message was not delivered.</source>
        <translation>Никого с именем {0} сейчас нет, поэтому сообщение не доставлено.</translation>
    </message>
    <message>
        <source>You are away now. Others see it beside your name.</source>
        <translation>Теперь вы отошли. Другие видят это рядом с вашим именем.</translation>
    </message>
    <message>
        <source>You are back.</source>
        <translation>Вы вернулись.</translation>
    </message>
    <message>
        <source>The account or the password is wrong.</source>
        <translation>Неверная учётная запись или пароль.</translation>
    </message>
    <message>
        <source>Only operators of the network can join {0}.</source>
        <translation>В {0} могут войти только операторы сети.</translation>
    </message>
    <message>
        <source>You have invited {0}.</source>
        <translation>Приглашение отправлено: {0}.</translation>
    </message>
    <message>
        <source>{0} has invited {1}.</source>
        <translation>{0} приглашает {1}.</translation>
    </message>
    <message>
        <source>About this room: {0}</source>
        <translation>Об этой комнате: {0}</translation>
    </message>
    <message>
        <source>{0} is away: {1}</source>
        <translation>{0}, нет на месте: {1}</translation>
    </message>
    <message>
        <source>{0} has been idle for {1}</source>
        <translation>{0} молчит уже {1}</translation>
    </message>
    <message>
        <source>{0} answers after {1} s.</source>
        <translation>{0} отвечает через {1} с.</translation>
    </message>
    <message>
        <source>{0} answers {1}: {2}</source>
        <translation>{0} отвечает на {1}: {2}</translation>
    </message>
    <message>
        <source>{0} offers the file {1} directly (DCC), which this program does not support.</source>
        <translation>{0} предлагает файл {1} напрямую (DCC); эта программа так не умеет.</translation>
    </message>
    <message>
        <source>{0} offers a direct connection (DCC), which this program does not support.</source>
        <translation>{0} предлагает прямое соединение (DCC); эта программа так не умеет.</translation>
    </message>
    <message>
        <source>{0} asks for {1} (CTCP). This program does not answer.</source>
        <translation>{0} спрашивает {1} (CTCP). Программа на это не отвечает.</translation>
    </message>
    <message>
        <source>{0} to all operators: {1}</source>
        <translation>{0} всем операторам: {1}</translation>
    </message>
    <message>
        <source>The name {0} is taken.</source>
        <translation>Имя {0} уже занято.</translation>
    </message>
    <message>
        <source>This server does not allow the name {0}.</source>
        <translation>Сервер не допускает имя {0}.</translation>
    </message>
    <message>
        <source>This server refuses the name {0} and all others that were tried. The program goes on trying, more slowly; to choose a name yourself, type /nick NAME</source>
        <translation>Сервер не принимает ни имя {0}, ни другие, которые были предложены. Попытки продолжаются всё реже; чтобы выбрать имя самостоятельно, введите /nick ИМЯ</translation>
    </message>
    <message>
        <source>The modes of {0} are: {1}</source>
        <translation>Режимы {0}: {1}</translation>
    </message>
    <message>
        <source>{0} has no modes.</source>
        <translation>У {0} нет режимов.</translation>
    </message>
    <message>
        <source>Your modes: {0}</source>
        <translation>Ваши режимы: {0}</translation>
    </message>
    <message>
        <source>You are an operator of this server now.</source>
        <translation>Теперь вы оператор этого сервера.</translation>
    </message>
    <message>
        <source>You are no operator of this server any more.</source>
        <translation>Вы больше не оператор этого сервера.</translation>
    </message>
    <message>
        <source>Some server keys could not be read, so those servers count as new. A copy of the file is in {0}.</source>
        <translation>Некоторые ключи серверов не удалось прочитать, эти серверы снова считаются новыми. Копия файла: {0}.</translation>
    </message>
    <message>
        <source>You are not in {0}. To enter it, type /join {0}</source>
        <translation>Вы не в {0}. Чтобы войти, введите /join {0}</translation>
    </message>
    <message>
        <source>The text is too long for one message, so nothing was changed.</source>
        <translation>Для одного сообщения это слишком длинно, поэтому ничего не изменено.</translation>
    </message>
    <message>
        <source>Your settings could not be read, so they were reset. A copy is in {0}.</source>
        <translation>Не удалось прочитать ваши настройки, поэтому они сброшены. Копия: {0}.</translation>
    </message>
    <message>
        <source>Some of your settings could not be read, so they were reset. A copy of the file is in {0}.</source>
        <translation>Некоторые настройки не удалось прочитать, поэтому они сброшены. Копия файла: {0}.</translation>
    </message>
    <message>
        <source>Too much was sent to this server at once. From now on the program sends more slowly.</source>
        <translation>Серверу было отправлено слишком много сразу. Теперь сообщения уходят медленнее.</translation>
    </message>
    <message>
        <source>Choose a room first; messages cannot be sent here.</source>
        <translation>Сначала выберите комнату: здесь сообщения не отправляются.</translation>
    </message>
    <message>
        <source>This server sends more than a chat needs ({0}), so the connection was closed.</source>
        <translation>Этот сервер присылает больше, чем нужно чату ({0}), поэтому соединение прервано.</translation>
    </message>
    <message>
        <source>There are no rooms here; the rooms are in the networks of this bouncer.</source>
        <translation>Здесь нет комнат: они в сетях этого баунсера.</translation>
    </message>
    <message>
        <source>The name of a room must not contain spaces or commas.</source>
        <translation>В названии комнаты нет пробелов и запятых.</translation>
    </message>
    <message>
        <source>No such user.</source>
        <translation>Такого имени ни у кого нет.</translation>
    </message>
    <message>
        <source>Please enter a name.</source>
        <translation>Введите имя.</translation>
    </message>
    <message>
        <source>You can change your name once you are connected.</source>
        <translation>Имя можно сменить, когда есть связь.</translation>
    </message>
    <message>
        <source>This works only in a room.</source>
        <translation>Это работает только в комнате.</translation>
    </message>
    <message>
        <source>This works only while you are connected.</source>
        <translation>Это можно сделать, когда есть связь.</translation>
    </message>
    <message>
        <source>You cannot leave the server page.</source>
        <translation>Страницу сервера покинуть нельзя.</translation>
    </message>
    <message>
        <source>An IRC line cannot carry this text.</source>
        <translation>Строка IRC не может передать этот текст.</translation>
    </message>
    <message>
        <source>You are not in {0}.</source>
        <translation>Вы не в {0}.</translation>
    </message>
    <message>
        <source>The topic is: {0}</source>
        <translation>Тема: {0}</translation>
    </message>
    <message>
        <source>No topic is set.</source>
        <translation>Тема не задана.</translation>
    </message>
    <message>
        <source>This is not a valid IRC line.</source>
        <translation>Это не строка IRC.</translation>
    </message>
    <message>
        <source>{0} is {1}@{2} ({3})</source>
        <translation>{0}: {1}@{2} ({3})</translation>
    </message>
    <message>
        <source>{0} is connected to {1}</source>
        <translation>{0} на сервере {1}</translation>
    </message>
    <message>
        <source>{0} is a server operator</source>
        <translation>{0} — оператор сервера</translation>
    </message>
    <message>
        <source>{0} was {1}@{2} ({3})</source>
        <translation>{0}: раньше {1}@{2} ({3})</translation>
    </message>
    <message>
        <source>{0} is in {1}</source>
        <translation>{0} в комнатах {1}</translation>
    </message>
    <message>
        <source>{0} is logged in as {1}</source>
        <translation>{0} в учётной записи {1}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} дн</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} ч</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} мин</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} с</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>In {0}: {1}</source>
        <translation>В {0}: {1}</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>никого</translation>
    </message>
    <message>
        <source>The network has split ({0}). Out of reach: {1}</source>
        <translation>Сеть разделилась ({0}). Недоступны: {1}</translation>
    </message>
    <message>
        <source>Back after the split: {0}</source>
        <translation>Вернулись после разделения: {0}</translation>
    </message>
    <message>
        <source>There is no command /{0}. Type /help for a list.</source>
        <translation>Команды /{0} нет. Список команд: /help.</translation>
    </message>
    <message>
        <source>There is no command /{0}. Did you mean /{1}?</source>
        <translation>Команды /{0} нет. Может быть, /{1}?</translation>
    </message>
    <message>
        <source>Type /{0}</source>
        <translation>Введите /{0}</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>/{0}: {1}</source>
        <translation>/{0}: {1}</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>{0} exists already, so you have entered it and its settings are unchanged.</source>
        <translation>Комната {0} уже существует: вы вошли в неё, её настройки не изменены.</translation>
    </message>
    <message>
        <source>This server cannot mute people in a room.</source>
        <translation>Этот сервер не умеет лишать слова в комнате.</translation>
    </message>
    <message>
        <source>This server has no such list.</source>
        <translation>На этом сервере нет такого списка.</translation>
    </message>
    <message>
        <source>You cannot ignore yourself.</source>
        <translation>Себя скрыть нельзя.</translation>
    </message>
    <message>
        <source>You will see nothing more from {0}. To undo this, type /unignore {0}</source>
        <translation>Вы больше ничего не увидите от {0}. Чтобы отменить это, введите /unignore {0}</translation>
    </message>
    <message>
        <source>You will see messages from {0} again.</source>
        <translation>Вы снова будете видеть сообщения от {0}.</translation>
    </message>
    <message>
        <source>You ignore: {0}</source>
        <translation>Вы скрываете: {0}</translation>
    </message>
    <message>
        <source>You ignore nobody.</source>
        <translation>Вы никого не скрываете.</translation>
    </message>
    <message>
        <source>You do not ignore {0}.</source>
        <translation>Вы не скрываете {0}.</translation>
    </message>
    <message>
        <source>There are {0} more people.</source>
        <translation>И ещё людей: {0}.</translation>
    </message>
    <message>
        <source>Nobody was found for {0}.</source>
        <translation>По запросу {0} никого не найдено.</translation>
    </message>
    <message>
        <source>The password is too long.</source>
        <translation>Пароль слишком длинный.</translation>
    </message>
    <message>
        <source>Your profile was not saved here: {0}</source>
        <translation>Профиль здесь не сохранился: {0}</translation>
    </message>
    <message>
        <source>The moderators of {0} were asked to let you in.</source>
        <translation>Модераторам {0} передана просьба впустить вас.</translation>
    </message>
    <message>
        <source>{0} is not here now. Your messages will be delivered when they are back.</source>
        <translation>{0} сейчас нет. Ваши сообщения будут доставлены по возвращении.</translation>
    </message>
    <message>
        <source>{0} has a password.</source>
        <translation>У {0} есть пароль.</translation>
    </message>
    <message>
        <source>May I come in?</source>
        <translation>Можно войти?</translation>
    </message>
    <message>
        <source>You are not logged in: a password is not sent over a connection without encryption.</source>
        <translation>Вход не выполнен: пароль не отправляется без шифрования.</translation>
    </message>
    <message>
        <source>{0} was asked to log you in.</source>
        <translation>Запрос на вход отправлен: {0}.</translation>
    </message>
    <message>
        <source>{0} could not be run after connecting: {1}</source>
        <translation>Команда {0} после подключения не выполнена: {1}</translation>
    </message>
    <message>
        <source>Not sent: a password is never kept for later. Connect first.</source>
        <translation>Не отправлено: пароль не сохраняется на потом. Сначала подключитесь.</translation>
    </message>
    <message>
        <source>{0} is not a proxy: write socks5://HOST:PORT or http://HOST:PORT.</source>
        <translation>{0} — не адрес прокси: напишите socks5://ХОСТ:ПОРТ или http://ХОСТ:ПОРТ.</translation>
    </message>
    <message>
        <source>This server has no terms for bans, so this one lasts until it is lifted.</source>
        <translation>На этом сервере нельзя задать срок, поэтому бан действует, пока его не снимут.</translation>
    </message>
    <message>
        <source>This server keeps no pictures of people.</source>
        <translation>Этот сервер не хранит фотографий людей.</translation>
    </message>
    <message>
        <source>A picture needs an encrypted connection.</source>
        <translation>Для фотографии нужно зашифрованное соединение.</translation>
    </message>
    <message>
        <source>This server takes no files.</source>
        <translation>Этот сервер не принимает файлы.</translation>
    </message>
    <message>
        <source>The file was not sent: the server cannot be reached.</source>
        <translation>Файл не отправлен: сервер недоступен.</translation>
    </message>
    <message>
        <source>The file was not sent: the server that takes files has another key than the chat.</source>
        <translation>Файл не отправлен: у сервера для файлов другой ключ, чем у чата.</translation>
    </message>
    <message>
        <source>The file was not sent, because it cannot be read: {0}.</source>
        <translation>Файл не отправлен, потому что его не удаётся прочитать: {0}.</translation>
    </message>
    <message>
        <source>The file was not sent: it has changed in the meantime.</source>
        <translation>Файл не отправлен: за это время он изменился.</translation>
    </message>
    <message>
        <source>The server takes files only from people with an account.</source>
        <translation>Сервер принимает файлы только от людей с учётной записью.</translation>
    </message>
    <message>
        <source>The file is larger than the server allows.</source>
        <translation>Файл больше, чем разрешает сервер.</translation>
    </message>
    <message>
        <source>The server does not take files of this kind.</source>
        <translation>Сервер не принимает файлы этого вида.</translation>
    </message>
    <message>
        <source>The server has no space left for this file.</source>
        <translation>На сервере не осталось места для этого файла.</translation>
    </message>
    <message>
        <source>The server did not take the file (code {0}).</source>
        <translation>Сервер не принял файл (код {0}).</translation>
    </message>
    <message>
        <source>The file was not sent because of an internal error. See the log for details.</source>
        <translation>Файл не отправлен из-за внутренней ошибки. Подробности — в журнале.</translation>
    </message>
    <message>
        <source>Not in {1}, the encoding of this network: {0}</source>
        <translation>Этого нет в {1}, кодировке этой сети: {0}</translation>
    </message>
    <message>
        <source>Folders cannot be sent.</source>
        <translation>Папки отправить нельзя.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Файл пуст.</translation>
    </message>
    <message>
        <source>The file cannot be read: {0}.</source>
        <translation>Файл не удаётся прочитать: {0}.</translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation>Изображение не удаётся прочитать.</translation>
    </message>
    <message>
        <source>NickServ takes no password with spaces.</source>
        <translation>NickServ не принимает паролей с пробелами.</translation>
    </message>
    <message>
        <source>This network makes no accounts: it has no NickServ.</source>
        <translation>В этой сети нет учётных записей: здесь нет NickServ.</translation>
    </message>
    <message>
        <source>{0} asks to be let into {1}.</source>
        <translation>{0} просит впустить в {1}.</translation>
    </message>
</context>
<context>
    <name>CommandEffects</name>
    <message>
        <source>The view is clear</source>
        <translation>Экран очищен</translation>
    </message>
    <message>
        <source>Nothing was deleted. To see the messages again, type /clear once more.</source>
        <translation>Ничего не удалено. Чтобы снова увидеть сообщения, введите /clear ещё раз.</translation>
    </message>
</context>
<context>
    <name>CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>Варианты</translation>
    </message>
    <message>
        <source>{0}, {1} of {2}</source>
        <translation>{0}, {1} из {2}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Send (Enter)</source>
        <translation>Отправить (Enter)</translation>
    </message>
    <message>
        <source>The text was too long and has been cut off.</source>
        <translation>Текст был слишком длинным и обрезан.</translation>
    </message>
    <message>
        <source>Emoji (Ctrl+.)</source>
        <translation>Эмодзи (Ctrl+.)</translation>
    </message>
    <message>
        <source>Send files (Ctrl+O)</source>
        <translation>Отправить файлы (Ctrl+O)</translation>
    </message>
</context>
<context>
    <name>ComputerCard</name>
    <message>
        <source>This computer</source>
        <translation>Этот компьютер</translation>
    </message>
    <message>
        <source>Start the chat with the computer</source>
        <translation>Запускать чат вместе с компьютером</translation>
    </message>
    <message>
        <source>This cannot be changed: {reason}.</source>
        <translation>Не удаётся изменить: {reason}.</translation>
    </message>
    <message>
        <source>After your next login the chat runs in the background. Open this window to see it.</source>
        <translation>После следующего входа в систему чат работает в фоне. Откройте это окно, чтобы его увидеть.</translation>
    </message>
    <message>
        <source>The chat runs when you start it here.</source>
        <translation>Чат работает, когда вы запускаете его здесь.</translation>
    </message>
</context>
<context>
    <name>ControlLink</name>
    <message>
        <source>The chat server cannot be reached: {reason}.</source>
        <translation>Нет связи с сервером чата: {reason}.</translation>
    </message>
    <message>
        <source>The chat server sent a line that is too long.</source>
        <translation>Сервер чата прислал слишком длинную строку.</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>{names} joined</source>
        <translation>
            <numerusform>{names} входят</numerusform>
            <numerusform>{names} входят</numerusform>
            <numerusform>{names} входят</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} left</source>
        <translation>
            <numerusform>{names} уходят</numerusform>
            <numerusform>{names} уходят</numerusform>
            <numerusform>{names} уходят</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} joined and left</source>
        <translation>
            <numerusform>{names} входят и выходят</numerusform>
            <numerusform>{names} входят и выходят</numerusform>
            <numerusform>{names} входят и выходят</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} left and came back</source>
        <translation>
            <numerusform>{names} выходят и возвращаются</numerusform>
            <numerusform>{names} выходят и возвращаются</numerusform>
            <numerusform>{names} выходят и возвращаются</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n новое</numerusform>
            <numerusform>%n новых</numerusform>
            <numerusform>%n новых</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new messages</source>
        <translation>
            <numerusform>%n новое сообщение</numerusform>
            <numerusform>%n новых сообщения</numerusform>
            <numerusform>%n новых сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>{names} joined</source>
        <comment>one person</comment>
        <translation>{names} входит</translation>
    </message>
    <message>
        <source>{names} left</source>
        <comment>one person</comment>
        <translation>{names} уходит</translation>
    </message>
    <message>
        <source>{names} joined and left</source>
        <comment>one person</comment>
        <translation>{names} входит и выходит</translation>
    </message>
    <message>
        <source>{names} left and came back</source>
        <comment>one person</comment>
        <translation>{names} выходит и возвращается</translation>
    </message>
</context>
<context>
    <name>CrashGuard</name>
    <message>
        <source>Internal error. The program continues; see the log for details.</source>
        <translation>Внутренняя ошибка. Программа продолжает работу; подробности в журнале.</translation>
    </message>
</context>
<context>
    <name>CropCanvas</name>
    <message>
        <source>Your picture. The arrow keys move it, plus and minus change its size.</source>
        <translation>Ваша фотография. Стрелки двигают её, плюс и минус меняют размер.</translation>
    </message>
    <message>
        <source>{0} % of the width, {1} % of the height, {2} times enlarged</source>
        <translation>{0} % ширины, {1} % высоты, увеличение в {2} раза</translation>
    </message>
</context>
<context>
    <name>DayDialog</name>
    <message>
        <source>Choose a day. {0} shows the first message of that day, or the next one.</source>
        <translation>Выберите день. {0} покажет первое сообщение этого дня или следующее за ним.</translation>
    </message>
    <message>
        <source>Go to a day</source>
        <translation>Перейти к дню</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Перейти</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
</context>
<context>
    <name>DayJump</name>
    <message>
        <source>Loading older messages…</source>
        <translation>Загружаются старые сообщения…</translation>
    </message>
    <message>
        <source>The server does not give older messages now.</source>
        <translation>Сервер сейчас не отдаёт более старые сообщения.</translation>
    </message>
</context>
<context>
    <name>DeleteQuestion</name>
    <message>
        <source>Delete this message?</source>
        <translation>Удалить это сообщение?</translation>
    </message>
    <message>
        <source>Nobody will be able to read it here any more. Other people&apos;s clients may still show it.</source>
        <translation>Здесь его больше никто не прочтёт. В программах других людей оно могло сохраниться.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>DeviceDialog</name>
    <message>
        <source>Add another device</source>
        <translation>Добавить устройство</translation>
    </message>
    <message>
        <source>Let the other device read the code or open the link. Or join {0} there, choose “Log in…” in the menu of your name, and type the account {1} and these words:</source>
        <translation>Пусть другое устройство прочитает код или откроет ссылку. Или войдите там в {0}, выберите в меню своего имени «Войти в учётную запись…» и введите учётную запись {1} и эти слова:</translation>
    </message>
    <message>
        <source>Words of the code: {0}</source>
        <translation>Слова кода: {0}</translation>
    </message>
    <message>
        <source>It works once, within 10 minutes. Whoever has it is you, so show it to nobody.</source>
        <translation>Сработает один раз, в течение 10 минут. Кто владеет кодом, тот входит как вы, поэтому никому его не показывайте.</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} д {hours} ч</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} ч {minutes} мин</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} мин</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} с</translation>
    </message>
</context>
<context>
    <name>EditHistory</name>
    <message>
        <source>The earlier text was not received here.</source>
        <translation>Прежний текст сюда не приходил.</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Choose an emoji</source>
        <translation>Выбор эмодзи</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Поиск эмодзи</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Ничего не найдено.</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Эмодзи</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>Цвет кожи</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Недавние</translation>
    </message>
    <message>
        <source>Smileys</source>
        <translation>Смайлики</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Животные и природа</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Еда и напитки</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Путешествия и места</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Занятия</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Предметы</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Символы</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Флаги</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Обычный</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлый</translation>
    </message>
    <message>
        <source>Medium light</source>
        <translation>Довольно светлый</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Средний</translation>
    </message>
    <message>
        <source>Medium dark</source>
        <translation>Довольно тёмный</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмный</translation>
    </message>
    <message>
        <source>Emoji look like boxes here? Install a font for them, such as Noto Color Emoji.</source>
        <translation>Вместо эмодзи видны квадраты? Установите шрифт для них, например Noto Color Emoji.</translation>
    </message>
</context>
<context>
    <name>EntryBar</name>
    <message>
        <source>Enter</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Ask to be let in</source>
        <translation>Попросить впустить</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>Больше не пробовать</translation>
    </message>
    <message>
        <source>Password of the room</source>
        <translation>Пароль комнаты</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Новая попытка…</translation>
    </message>
    <message>
        <source>Trying again in {0}.</source>
        <translation>Новая попытка через {0}.</translation>
    </message>
    <message>
        <source>This server cannot pass on a request to be let in. Ask somebody in the room to invite you.</source>
        <translation>Этот сервер не умеет передавать такие просьбы. Попросите кого-нибудь из комнаты пригласить вас.</translation>
    </message>
    <message>
        <source>The password of a room has no spaces and no commas.</source>
        <translation>В пароле комнаты не бывает пробелов и запятых.</translation>
    </message>
    <message>
        <source>Enter again</source>
        <translation>Войти снова</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Попробовать сейчас</translation>
    </message>
    <message>
        <source>{0} has a password.</source>
        <translation>У {0} есть пароль.</translation>
    </message>
    <message>
        <source>Only invited people can enter this room.</source>
        <translation>В эту комнату можно войти только по приглашению.</translation>
    </message>
    <message>
        <source>Only people with an account can enter. Once you are logged in, you are in.</source>
        <translation>Войти можно только с учётной записью. Как только вы представитесь серверу, вы войдёте.</translation>
    </message>
    <message>
        <source>Only people with an encrypted connection can enter this room.</source>
        <translation>В эту комнату можно войти только по зашифрованному соединению.</translation>
    </message>
    <message>
        <source>Only operators of the network can enter this room.</source>
        <translation>В эту комнату могут войти только операторы сети.</translation>
    </message>
    <message>
        <source>You are banned from this room.</source>
        <translation>Вам закрыт вход в эту комнату.</translation>
    </message>
    <message>
        <source>This room is full.</source>
        <translation>В комнате нет свободных мест.</translation>
    </message>
    <message>
        <source>This room cannot be entered at the moment.</source>
        <translation>Сейчас в эту комнату войти нельзя.</translation>
    </message>
    <message>
        <source>You are in too many rooms. Leave another one first.</source>
        <translation>Вы в слишком многих комнатах. Сначала выйдите из какой-нибудь.</translation>
    </message>
    <message>
        <source>There is no room of this name.</source>
        <translation>Комнаты с таким названием нет.</translation>
    </message>
    <message>
        <source>This room leads to another one.</source>
        <translation>Эта комната ведёт в другую.</translation>
    </message>
    <message>
        <source>You are not in this room.</source>
        <translation>Вы не в этой комнате.</translation>
    </message>
    <message>
        <source>The moderators were asked. Once they invite you, you are in.</source>
        <translation>Модераторам передана просьба. Как только вас пригласят, вы войдёте.</translation>
    </message>
    <message>
        <source>{0} kicked you from this room: {1}</source>
        <translation>{0} исключает вас из комнаты: {1}</translation>
    </message>
    <message>
        <source>{0} kicked you from this room.</source>
        <translation>{0} исключает вас из комнаты.</translation>
    </message>
    <message>
        <source>You were removed from this room: {0}</source>
        <translation>Вас удалили из комнаты: {0}</translation>
    </message>
    <message>
        <source>You were removed from this room.</source>
        <translation>Вас удалили из комнаты.</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Представиться…</translation>
    </message>
    <message>
        <source>This server takes no logins.</source>
        <translation>На этом сервере нет учётных записей.</translation>
    </message>
    <message>
        <source>A login needs an encrypted connection.</source>
        <translation>Для этого нужно зашифрованное соединение.</translation>
    </message>
    <message>
        <source>That password was not right.</source>
        <translation>Пароль не подошёл.</translation>
    </message>
    <message>
        <source>Files can be sent in rooms and to people.</source>
        <translation>Файлы можно отправлять в комнаты и людям.</translation>
    </message>
    <message>
        <source>Files can be sent while you are connected.</source>
        <translation>Файлы можно отправлять, пока есть соединение.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export {0}</source>
        <translation>Экспорт: {0}</translation>
    </message>
    <message>
        <source>Saves the messages that this computer has received.</source>
        <translation>Сохраняет сообщения, полученные на этом компьютере.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation>Веб-страница (HTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Простой текст</translation>
    </message>
    <message>
        <source>Data for programs (JSON)</source>
        <translation>Данные для программ (JSON)</translation>
    </message>
    <message>
        <source>Only some days</source>
        <translation>Только некоторые дни</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Первый день</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Последний день</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Ход экспорта</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>To</source>
        <translation>По</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>The first day is after the last one.</source>
        <translation>Первый день позже последнего.</translation>
    </message>
    <message>
        <source>Export the messages</source>
        <translation>Экспорт сообщений</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Сохранение…</translation>
    </message>
    <message>
        <source>{0} of {1} messages</source>
        <translation>Сообщений: {0} из {1}</translation>
    </message>
    <message>
        <source>The export failed: {0}.</source>
        <translation>Не удалось сохранить: {0}.</translation>
    </message>
    <message>
        <source>Go to the original message</source>
        <translation>К исходному сообщению</translation>
    </message>
    <message>
        <source>Only my own messages</source>
        <translation>Только мои сообщения</translation>
    </message>
</context>
<context>
    <name>FaultBar</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>FiguresCard</name>
    <message>
        <source>Activity</source>
        <translation>Активность</translation>
    </message>
    <message>
        <source>People now</source>
        <translation>Сейчас в чате</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Максимум</translation>
    </message>
    <message>
        <source>Messages a minute</source>
        <translation>Сообщений в минуту</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Память</translation>
    </message>
    <message>
        <source>Messages a minute, the last five minutes</source>
        <translation>Сообщений в минуту за последние пять минут</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>No program on this computer opens this file</source>
        <translation>На этом компьютере нет программы для этого файла</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Сохранить как</translation>
    </message>
    <message>
        <source>The file is saved</source>
        <translation>Файл сохранён</translation>
    </message>
    <message>
        <source>The file could not be copied: {reason}</source>
        <translation>Не удалось скопировать файл: {reason}</translation>
    </message>
    <message>
        <source>Delete this file?</source>
        <translation>Удалить этот файл?</translation>
    </message>
    <message>
        <source>{name}. Its bytes go from the disk. The message stays, and its link leads nowhere.</source>
        <translation>{name}. Файл исчезнет с диска. Сообщение останется, но ссылка в нём больше не будет работать.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>The file is deleted</source>
        <translation>Файл удалён</translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>in {room}</source>
        <translation>в {room}</translation>
    </message>
    <message>
        <source>in no room</source>
        <translation>не в комнате</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>от {name}</translation>
    </message>
    <message>
        <source>{kind} picture</source>
        <translation>картинка {kind}</translation>
    </message>
    <message>
        <source>{kind} sound</source>
        <translation>звук {kind}</translation>
    </message>
    <message>
        <source>{kind} video</source>
        <translation>видео {kind}</translation>
    </message>
    <message>
        <source>text</source>
        <translation>текст</translation>
    </message>
    <message>
        <source>other kind</source>
        <translation>другой вид</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
    <message>
        <source>Search names, people and rooms</source>
        <translation>Поиск по названиям, людям и комнатам</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Сначала новые</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Сначала большие</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>По названию</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>По людям</translation>
    </message>
    <message>
        <source>By room</source>
        <translation>По комнатам</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Порядок</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln файл</numerusform>
            <numerusform>%Ln файла</numerusform>
            <numerusform>%Ln файлов</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} of {most}</source>
        <translation>{size} из {most}</translation>
    </message>
    <message>
        <source>Save this kind of file, and look at it before you open it.</source>
        <translation>Сохраните такой файл и проверьте его, прежде чем открывать.</translation>
    </message>
    <message>
        <source>While it runs, you see here the pictures and files that people have sent.</source>
        <translation>Пока чат работает, здесь видны картинки и файлы, которые отправили люди.</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Файлов пока нет</translation>
    </message>
    <message>
        <source>Pictures and files that people send are listed here, with their size.</source>
        <translation>Здесь появляются отправленные картинки и файлы и их размер.</translation>
    </message>
    <message>
        <source>No file found</source>
        <translation>Файл не найден</translation>
    </message>
    <message>
        <source>Search for a name, a person or a room.</source>
        <translation>Ищите по названию, человеку или комнате.</translation>
    </message>
</context>
<context>
    <name>FilterCompleter</name>
    <message>
        <source>Filters</source>
        <translation>Фильтры</translation>
    </message>
    <message>
        <source>messages of a person</source>
        <translation>сообщения человека</translation>
    </message>
    <message>
        <source>in a room</source>
        <translation>в комнате</translation>
    </message>
    <message>
        <source>before a day</source>
        <translation>до дня</translation>
    </message>
    <message>
        <source>from a day on</source>
        <translation>начиная с дня</translation>
    </message>
    <message>
        <source>with a link</source>
        <translation>со ссылкой</translation>
    </message>
    <message>
        <source>with a file</source>
        <translation>с файлом</translation>
    </message>
</context>
<context>
    <name>FirstGuestCard</name>
    <message>
        <source>Waiting for the first guest</source>
        <translation>Ждём первого гостя</translation>
    </message>
    <message>
        <source>Link to this chat</source>
        <translation>Ссылка на этот чат</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Send this link, or let a phone read the code.</source>
        <translation>Отправьте эту ссылку или дайте считать код телефоном.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>FloodQuestion</name>
    <message>
        <source>This is too long for one message. Servers slow down clients that send many at once.</source>
        <translation>Для одного сообщения это слишком много. Серверы придерживают тех, кто отправляет много сообщений сразу.</translation>
    </message>
    <message numerus="yes">
        <source>Send %n messages?</source>
        <translation>
            <numerusform>Отправить %n сообщение?</numerusform>
            <numerusform>Отправить %n сообщения?</numerusform>
            <numerusform>Отправить %n сообщений?</numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
</context>
<context>
    <name>ForgetQuestion</name>
    <message>
        <source>Forget {0}?</source>
        <translation>Забыть чат {0}?</translation>
    </message>
    <message>
        <source>You leave the chat, and its passwords are forgotten. Its messages stay on this computer.</source>
        <translation>Вы покинете чат, и его пароли будут забыты. Сообщения останутся на этом компьютере.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Забыть</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Looking for chats</source>
        <translation>Поиск чатов</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>Не искать</translation>
    </message>
    <message>
        <source>Enter an address</source>
        <translation>Ввести адрес</translation>
    </message>
    <message>
        <source>Start one here</source>
        <translation>Начать здесь</translation>
    </message>
    <message>
        <source>Asking each computer on your network…</source>
        <translation>Опрос всех компьютеров вашей сети…</translation>
    </message>
    <message>
        <source>Looking for chats nearby…</source>
        <translation>Поиск чатов поблизости…</translation>
    </message>
    <message>
        <source>No chat was found nearby.</source>
        <translation>Поблизости чатов не найдено.</translation>
    </message>
    <message>
        <source>Found nearby: {0}</source>
        <translation>Найдено поблизости: {0}</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Почему?</translation>
    </message>
</context>
<context>
    <name>FoundRow</name>
    <message>
        <source>It has a password</source>
        <translation>С паролем</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n человек</numerusform>
            <numerusform>%n человека</numerusform>
            <numerusform>%n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody there yet</source>
        <translation>пока никого</translation>
    </message>
    <message>
        <source>on {0} · {1}</source>
        <translation>на {0} · {1}</translation>
    </message>
    <message>
        <source>Join {0}, {1}</source>
        <translation>Войти в {0}, {1}</translation>
    </message>
    <message>
        <source>Press Enter</source>
        <translation>Нажмите Enter</translation>
    </message>
    <message>
        <source>Not everybody may join</source>
        <translation>Войти могут не все</translation>
    </message>
</context>
<context>
    <name>GapBar</name>
    <message>
        <source>Load more</source>
        <translation>Загрузить ещё</translation>
    </message>
    <message>
        <source>Some messages from while you were away are still missing.</source>
        <translation>Часть сообщений, пришедших в ваше отсутствие, ещё не загружена.</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>Руководство</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Страницы</translation>
    </message>
</context>
<context>
    <name>HelpText</name>
    <message>
        <source>Desktop Chat speaks IRC. Send HELP with the name of a command:</source>
        <translation>Desktop Chat говорит на IRC. Отправьте HELP с именем команды:</translation>
    </message>
    <message>
        <source>ACCEPT [name,-name]: accept messages of these people although you are +R. Without a name, the list.</source>
        <translation>ACCEPT [имя,-имя]: от кого вы принимаете сообщения при +R. Без имени — список.</translation>
    </message>
    <message>
        <source>ADMIN: who runs this chat.</source>
        <translation>ADMIN: кто ведёт этот чат.</translation>
    </message>
    <message>
        <source>AUTHENTICATE PLAIN | SCRAM-SHA-256 | EXTERNAL: log in to an account. Clients send this for you.</source>
        <translation>AUTHENTICATE PLAIN | SCRAM-SHA-256 | EXTERNAL: вход в учётную запись. Программы отправляют это сами.</translation>
    </message>
    <message>
        <source>AWAY [text]: mark yourself as away. Without a text, as back.</source>
        <translation>AWAY [текст]: отметить, что вас нет. Без текста — что вы вернулись.</translation>
    </message>
    <message>
        <source>BATCH +name draft/multiline target: send a message of several lines. Clients send this for you.</source>
        <translation>BATCH +имя draft/multiline кому: сообщение из нескольких строк. Программы отправляют это сами.</translation>
    </message>
    <message>
        <source>CAP LS 302: the capabilities of this server.</source>
        <translation>CAP LS 302: возможности этого сервера.</translation>
    </message>
    <message>
        <source>CHANSERV order: ask ChanServ, which keeps the roles in rooms. CHANSERV HELP lists the orders.</source>
        <translation>CHANSERV указание: спросить ChanServ, он хранит роли в комнатах. Список: CHANSERV HELP.</translation>
    </message>
    <message>
        <source>CHATHISTORY LATEST #room * 50: read earlier messages. Also BEFORE AFTER AROUND BETWEEN TARGETS.</source>
        <translation>CHATHISTORY LATEST #комната * 50: прочитать прежние сообщения. Также BEFORE AFTER AROUND BETWEEN TARGETS.</translation>
    </message>
    <message>
        <source>CHGHOST name host: show this host in place of a person&apos;s address. For server operators.</source>
        <translation>CHGHOST имя узел: показывать этот узел вместо адреса. Для операторов сервера.</translation>
    </message>
    <message>
        <source>CS order: the same as CHANSERV.</source>
        <translation>CS указание: то же, что CHANSERV.</translation>
    </message>
    <message>
        <source>FILEHOST LIMITS [room] | UPLOAD [room or nick] | AVATAR | TOKEN | DELETE &lt;id&gt;: what may be sent, an address for a file or for your picture, a token to open files; delete one.</source>
        <translation>FILEHOST LIMITS [комната] | UPLOAD [комната или ник] | AVATAR | TOKEN | DELETE &lt;id&gt;: что можно отправить, адрес для файла или для вашей фотографии, ключ для открытия файлов; удалить файл.</translation>
    </message>
    <message>
        <source>DLINE [1h30m] address [reason]: ban an address or a network. For server operators.</source>
        <translation>DLINE [1h30m] адрес [причина]: закрыть вход адресу или сети. Для операторов сервера.</translation>
    </message>
    <message>
        <source>ERROR is the last line that the server sends before it closes a connection.</source>
        <translation>ERROR — последняя строка сервера перед концом соединения.</translation>
    </message>
    <message>
        <source>HELP [command]: what a command does.</source>
        <translation>HELP [команда]: что делает команда.</translation>
    </message>
    <message>
        <source>HELPOP [command]: the same as HELP.</source>
        <translation>HELPOP [команда]: то же, что HELP.</translation>
    </message>
    <message>
        <source>INFO: the software of this server.</source>
        <translation>INFO: какая программа у этого сервера.</translation>
    </message>
    <message>
        <source>INVITE name #room: invite a person. Without parameters, your invitations.</source>
        <translation>INVITE имя #комната: пригласить. Без параметров — куда приглашены вы.</translation>
    </message>
    <message>
        <source>ISON name...: who of these people is online.</source>
        <translation>ISON имя...: кто из этих людей здесь.</translation>
    </message>
    <message>
        <source>ISUPPORT: what this server supports, as clients read it.</source>
        <translation>ISUPPORT: что умеет этот сервер, для программ.</translation>
    </message>
    <message>
        <source>JOIN #room [key]: join a room, or create it. Several rooms are separated by commas.</source>
        <translation>JOIN #комната [пароль]: войти в комнату или создать её. Несколько — через запятую.</translation>
    </message>
    <message>
        <source>KICK #room name [reason]: kick a person from a room.</source>
        <translation>KICK #комната имя [причина]: выгнать из комнаты.</translation>
    </message>
    <message>
        <source>KILL name [reason]: disconnect a person. For server operators.</source>
        <translation>KILL имя [причина]: отключить человека. Для операторов сервера.</translation>
    </message>
    <message>
        <source>KLINE [1h30m] mask [reason]: ban everybody who matches a mask. For server operators.</source>
        <translation>KLINE [1h30m] маска [причина]: закрыть вход по маске. Для операторов сервера.</translation>
    </message>
    <message>
        <source>KNOCK #room [text]: ask for an invitation to a room.</source>
        <translation>KNOCK #комната [текст]: попросить приглашение в комнату.</translation>
    </message>
    <message>
        <source>LINKS: the servers of this network. There is one.</source>
        <translation>LINKS: серверы этой сети. Он один.</translation>
    </message>
    <message>
        <source>LIST [#room | &gt;people | &lt;people]: the rooms of this server.</source>
        <translation>LIST [#комната | &gt;людей | &lt;людей]: комнаты этого сервера.</translation>
    </message>
    <message>
        <source>LUSERS: how many people are online.</source>
        <translation>LUSERS: сколько людей здесь.</translation>
    </message>
    <message>
        <source>MARKREAD #room [timestamp=...]: how far you have read, for your other clients.</source>
        <translation>MARKREAD #комната [timestamp=...]: докуда вы прочитали, для других ваших программ.</translation>
    </message>
    <message>
        <source>METADATA * SET key value: publish a value about yourself. Also GET LIST CLEAR SUB UNSUB SUBS SYNC.</source>
        <translation>METADATA * SET ключ значение: опубликовать сведения о себе. Также GET LIST CLEAR SUB UNSUB SUBS SYNC.</translation>
    </message>
    <message>
        <source>MODE #room [changes]: the modes of a room. MODE name [changes]: your own modes.</source>
        <translation>MODE #комната [изменения]: режимы комнаты. MODE имя [изменения]: ваши режимы.</translation>
    </message>
    <message>
        <source>MONITOR + name,...: be notified when these people come and go. Also MONITOR - C L S.</source>
        <translation>MONITOR + имя,...: узнавать, когда эти люди приходят и уходят. Также MONITOR - C L S.</translation>
    </message>
    <message>
        <source>MOTD: the message of the day.</source>
        <translation>MOTD: сообщение дня.</translation>
    </message>
    <message>
        <source>MUTE [1h30m] mask [reason]: mute everybody who matches a mask. For server operators.</source>
        <translation>MUTE [1h30m] маска [причина]: запретить писать по маске. Для операторов сервера.</translation>
    </message>
    <message>
        <source>NAMES #room: who is in a room.</source>
        <translation>NAMES #комната: кто в комнате.</translation>
    </message>
    <message>
        <source>NICK name: change your nick.</source>
        <translation>NICK имя: сменить имя.</translation>
    </message>
    <message>
        <source>NICKSERV order: ask NickServ, which keeps accounts. NICKSERV HELP lists the orders.</source>
        <translation>NICKSERV указание: спросить NickServ, он хранит учётные записи. Список: NICKSERV HELP.</translation>
    </message>
    <message>
        <source>NOTICE target :text: like PRIVMSG, but clients never reply automatically.</source>
        <translation>NOTICE кому :текст: как PRIVMSG, но программы на это не отвечают.</translation>
    </message>
    <message>
        <source>NS order: the same as NICKSERV.</source>
        <translation>NS указание: то же, что NICKSERV.</translation>
    </message>
    <message>
        <source>OPER name password: become a server operator.</source>
        <translation>OPER имя пароль: стать оператором сервера.</translation>
    </message>
    <message>
        <source>PART #room [reason]: leave a room.</source>
        <translation>PART #комната [причина]: выйти из комнаты.</translation>
    </message>
    <message>
        <source>PASS password: the password of this chat, before NICK and USER.</source>
        <translation>PASS пароль: пароль этого чата, перед NICK и USER.</translation>
    </message>
    <message>
        <source>PING token: ask for a PONG.</source>
        <translation>PING метка: запросить PONG.</translation>
    </message>
    <message>
        <source>PONG token: the answer to PING.</source>
        <translation>PONG метка: ответ на PING.</translation>
    </message>
    <message>
        <source>PRIVMSG target :text: send a message to a room or a person.</source>
        <translation>PRIVMSG кому :текст: сообщение в комнату или человеку.</translation>
    </message>
    <message>
        <source>QUIT [reason]: leave the chat.</source>
        <translation>QUIT [причина]: выйти из чата.</translation>
    </message>
    <message>
        <source>REDACT target id [reason]: delete a message.</source>
        <translation>REDACT кому id [причина]: удалить сообщение.</translation>
    </message>
    <message>
        <source>REGISTER name|* email|* password: create an account, which owns its name.</source>
        <translation>REGISTER имя|* почта|* пароль: создать учётную запись, которой принадлежит имя.</translation>
    </message>
    <message>
        <source>REHASH: read the settings again. For server operators.</source>
        <translation>REHASH: прочитать настройки заново. Для операторов сервера.</translation>
    </message>
    <message>
        <source>RENAME #room #new [reason]: rename a room that you founded.</source>
        <translation>RENAME #комната #новое [причина]: переименовать свою комнату.</translation>
    </message>
    <message>
        <source>SAJOIN #room: join a room in spite of its modes. For server operators.</source>
        <translation>SAJOIN #комната: войти в комнату вопреки её режимам. Для операторов сервера.</translation>
    </message>
    <message>
        <source>SAMODE #room changes: change the modes of any room. For server operators.</source>
        <translation>SAMODE #комната изменения: сменить режимы любой комнаты. Для операторов сервера.</translation>
    </message>
    <message>
        <source>SEARCH in=#room;from=name;text=words: search messages. Also after before limit.</source>
        <translation>SEARCH in=#комната;from=имя;text=слова: поиск сообщений. Также after before limit.</translation>
    </message>
    <message>
        <source>SETNAME :name: change your real name.</source>
        <translation>SETNAME :имя: сменить настоящее имя.</translation>
    </message>
    <message>
        <source>STATS u: how long the server has been up. For operators: k d m, the bans and mutes.</source>
        <translation>STATS u: сколько работает сервер. Для операторов: k d m, запреты.</translation>
    </message>
    <message>
        <source>TAGMSG target: send message tags without a text.</source>
        <translation>TAGMSG кому: отправить метки без текста.</translation>
    </message>
    <message>
        <source>TIME: the time at the server.</source>
        <translation>TIME: время на сервере.</translation>
    </message>
    <message>
        <source>TOPIC #room [:text]: see or change the topic of a room.</source>
        <translation>TOPIC #комната [:текст]: посмотреть или задать тему комнаты.</translation>
    </message>
    <message>
        <source>UNDLINE address: lift the ban of an address or a network. For server operators.</source>
        <translation>UNDLINE адрес: снова открыть вход адресу или сети. Для операторов сервера.</translation>
    </message>
    <message>
        <source>UNKLINE mask: lift the ban of a mask. For server operators.</source>
        <translation>UNKLINE маска: снова открыть вход по маске. Для операторов сервера.</translation>
    </message>
    <message>
        <source>UNMUTE mask: lift the mute of a mask. For server operators.</source>
        <translation>UNMUTE маска: снова разрешить писать. Для операторов сервера.</translation>
    </message>
    <message>
        <source>USER name 0 * :real name: introduce yourself when you connect.</source>
        <translation>USER имя 0 * :настоящее имя: представиться при подключении.</translation>
    </message>
    <message>
        <source>USERHOST name...: where people are connected from.</source>
        <translation>USERHOST имя...: откуда подключены люди.</translation>
    </message>
    <message>
        <source>VERIFY name code: complete an account. No code is needed here.</source>
        <translation>VERIFY имя код: подтвердить учётную запись. Здесь код не нужен.</translation>
    </message>
    <message>
        <source>VERSION: the version of this server, and what it supports.</source>
        <translation>VERSION: версия сервера и что он умеет.</translation>
    </message>
    <message>
        <source>WALLOPS :text: send a message to all operators. For server operators.</source>
        <translation>WALLOPS :текст: сообщение всем операторам. Для операторов сервера.</translation>
    </message>
    <message>
        <source>WEBIRC is the first line of a gateway: for whom the gateway connects.</source>
        <translation>WEBIRC — первая строка шлюза: за кого он подключается.</translation>
    </message>
    <message>
        <source>WHO #room | mask: who is in a room, or matches a mask.</source>
        <translation>WHO #комната | маска: кто в комнате или подходит к маске.</translation>
    </message>
    <message>
        <source>WHOIS name: information about a person.</source>
        <translation>WHOIS имя: сведения о человеке.</translation>
    </message>
    <message>
        <source>WHOWAS name: information about a person who has left.</source>
        <translation>WHOWAS имя: сведения о том, кто уже вышел.</translation>
    </message>
    <message>
        <source>DEVICE CODE | ROOMS: a code by which another device of yours logs in to your account; the rooms of the account.</source>
        <translation>DEVICE CODE | ROOMS: код, по которому ещё одно ваше устройство войдёт в вашу учётную запись; комнаты учётной записи.</translation>
    </message>
    <message>
        <source>WEBHOOK ADD #room [posts a minute] [picture] :name | CALL #room address [word] | LIST | DEL number: let a program post, or be told what is said. For server operators.</source>
        <translation>WEBHOOK ADD #room [раз в минуту] [картинка] :имя | CALL #room адрес [слово] | LIST | DEL номер: разрешить программе писать или узнавать, что сказано. Для операторов сервера.</translation>
    </message>
</context>
<context>
    <name>HereCard</name>
    <message>
        <source>Here now</source>
        <translation>Сейчас здесь</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Показать всех</translation>
    </message>
    <message>
        <source>Nobody yet. Send somebody the link.</source>
        <translation>Пока никого. Отправьте кому-нибудь ссылку.</translation>
    </message>
</context>
<context>
    <name>HostSection</name>
    <message>
        <source>Start a chat here</source>
        <translation>Запустить чат здесь</translation>
    </message>
    <message>
        <source>It runs on this computer. Others on your network can join.</source>
        <translation>Работает на этом компьютере. Войдут все из вашей сети.</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Показать журнал</translation>
    </message>
    <message>
        <source>Use port {port}</source>
        <translation>Взять порт {port}</translation>
    </message>
</context>
<context>
    <name>HostedRoomActions</name>
    <message>
        <source>The topic is saved</source>
        <translation>Тема сохранена</translation>
    </message>
    <message>
        <source>The settings are saved</source>
        <translation>Настройки сохранены</translation>
    </message>
    <message>
        <source>Delete {room}?</source>
        <translation>Удалить {room}?</translation>
    </message>
    <message>
        <source>All messages of the room are deleted for good, and everybody in it is put out.</source>
        <translation>Все сообщения комнаты удаляются навсегда, а все, кто в ней, выходят.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>{room} was deleted</source>
        <translation>{room} удалена</translation>
    </message>
</context>
<context>
    <name>HostedRoomsModel</name>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln сообщение</numerusform>
            <numerusform>%Ln сообщения</numerusform>
            <numerusform>%Ln сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>последнее {when}</translation>
    </message>
    <message>
        <source>founded by {name}</source>
        <translation>основатель: {name}</translation>
    </message>
    <message>
        <source>not open to everybody</source>
        <translation>не для всех</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>скрыта</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln человек</numerusform>
            <numerusform>%Ln человека</numerusform>
            <numerusform>%Ln человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>kept for %n days</source>
        <translation>
            <numerusform>хранятся %n день</numerusform>
            <numerusform>хранятся %n дня</numerusform>
            <numerusform>хранятся %n дней</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Hosting</name>
    <message>
        <source>The chat is not running.</source>
        <translation>Чат не запущен.</translation>
    </message>
    <message>
        <source>The chat ended before it answered.</source>
        <translation>Чат завершился, не успев ответить.</translation>
    </message>
    <message>
        <source>It ended unexpectedly and is being started again.</source>
        <translation>Чат неожиданно завершился и запускается снова.</translation>
    </message>
    <message>
        <source>The chat ended at once, with code {code}.</source>
        <translation>Чат сразу завершился с кодом {code}.</translation>
    </message>
    <message>
        <source>The chat did not start in time.</source>
        <translation>Чат не запустился вовремя.</translation>
    </message>
    <message>
        <source>The chat did not stop in time.</source>
        <translation>Чат не остановился вовремя.</translation>
    </message>
    <message>
        <source>{0}&apos;s chat</source>
        <translation>Чат пользователя {0}</translation>
    </message>
    <message>
        <source>The chat cannot be started: {reason} ({path}).</source>
        <translation>Не удаётся запустить чат: {reason} ({path}).</translation>
    </message>
</context>
<context>
    <name>HubText</name>
    <message>
        <source>Not enough parameters</source>
        <translation>Не хватает параметров</translation>
    </message>
    <message>
        <source>Unknown command</source>
        <translation>Неизвестная команда</translation>
    </message>
    <message>
        <source>You have not registered</source>
        <translation>Вы ещё не вошли</translation>
    </message>
    <message>
        <source>You may not reregister</source>
        <translation>Вы уже вошли</translation>
    </message>
    <message>
        <source>Input line was too long</source>
        <translation>Строка слишком длинная</translation>
    </message>
    <message>
        <source>Text must be UTF-8</source>
        <translation>Текст должен быть в UTF-8</translation>
    </message>
    <message>
        <source>No such channel</source>
        <translation>Такой комнаты нет</translation>
    </message>
    <message>
        <source>You&apos;re not on that channel</source>
        <translation>Вас нет в этой комнате</translation>
    </message>
    <message>
        <source>You&apos;re not channel operator</source>
        <translation>Вы не оператор этой комнаты</translation>
    </message>
    <message>
        <source>You&apos;re not channel operator there</source>
        <translation>Вы не оператор той комнаты</translation>
    </message>
    <message>
        <source>No such nick</source>
        <translation>Такого имени здесь нет</translation>
    </message>
    <message>
        <source>There was no such nickname</source>
        <translation>Такого имени не было</translation>
    </message>
    <message>
        <source>No such server</source>
        <translation>Такого сервера нет</translation>
    </message>
    <message>
        <source>They aren&apos;t on that channel</source>
        <translation>Этого человека нет в комнате</translation>
    </message>
    <message>
        <source>They rank above you</source>
        <translation>У этого человека роль выше вашей</translation>
    </message>
    <message>
        <source>Permission Denied- You&apos;re not an IRC operator</source>
        <translation>Нет прав: вы не оператор сервера</translation>
    </message>
    <message>
        <source>The messages of this target cannot be read</source>
        <translation>Сообщения отсюда прочитать нельзя</translation>
    </message>
    <message>
        <source>The messages cannot be read now</source>
        <translation>Сообщения сейчас не прочитать</translation>
    </message>
    <message>
        <source>The message cannot be read now</source>
        <translation>Сообщение сейчас не прочитать</translation>
    </message>
    <message>
        <source>Earlier messages cannot be read now</source>
        <translation>Прежние сообщения сейчас не прочитать</translation>
    </message>
    <message>
        <source>No such message here</source>
        <translation>Здесь нет такого сообщения</translation>
    </message>
    <message>
        <source>Invalid timestamp</source>
        <translation>Неверное время</translation>
    </message>
    <message>
        <source>Write a time as timestamp=</source>
        <translation>Время пишется как timestamp=</translation>
    </message>
    <message>
        <source>The limit must be a number</source>
        <translation>Предел должен быть числом</translation>
    </message>
    <message>
        <source>No code is needed here</source>
        <translation>Код здесь не нужен</translation>
    </message>
    <message>
        <source>Registration of accounts is disabled here</source>
        <translation>Новые учётные записи здесь не создаются</translation>
    </message>
    <message>
        <source>Finish connecting first</source>
        <translation>Сначала войдите в чат</translation>
    </message>
    <message>
        <source>Send NICK first</source>
        <translation>Сначала отправьте NICK</translation>
    </message>
    <message>
        <source>An email address is required</source>
        <translation>Нужен адрес электронной почты</translation>
    </message>
    <message>
        <source>Account created</source>
        <translation>Учётная запись создана</translation>
    </message>
    <message>
        <source>You are already logged in</source>
        <translation>Вы уже вошли в учётную запись</translation>
    </message>
    <message>
        <source>You are already logged in to an account</source>
        <translation>Вы уже вошли в учётную запись</translation>
    </message>
    <message>
        <source>This chat has a password: send PASS first</source>
        <translation>Чат под паролем: сначала отправьте PASS</translation>
    </message>
    <message>
        <source>Too many accounts were created from your address: try later</source>
        <translation>С вашего адреса создано слишком много учётных записей: попробуйте позже</translation>
    </message>
    <message>
        <source>Account names follow the rules for nicks</source>
        <translation>Имя учётной записи подчиняется правилам для имён</translation>
    </message>
    <message>
        <source>An account name must not mix directions of writing</source>
        <translation>В имени учётной записи нельзя смешивать направления письма</translation>
    </message>
    <message>
        <source>An account of this name already exists</source>
        <translation>Учётная запись с таким именем уже есть</translation>
    </message>
    <message>
        <source>Another person uses this name</source>
        <translation>Это имя носит кто-то другой</translation>
    </message>
    <message>
        <source>Another name looks like this one</source>
        <translation>Есть чужое имя, похожее на это</translation>
    </message>
    <message>
        <source>A password has 1 to {0} bytes</source>
        <translation>В пароле от 1 до {0} байт</translation>
    </message>
    <message>
        <source>The account could not be created: try again</source>
        <translation>Создать учётную запись не удалось: попробуйте ещё раз</translation>
    </message>
    <message>
        <source>Too many wrong passwords.</source>
        <translation>Вы слишком много раз ввели неверный пароль.</translation>
    </message>
    <message>
        <source>You are now logged in as {0}</source>
        <translation>Вы вошли в учётную запись {0}</translation>
    </message>
    <message>
        <source>You are now logged out</source>
        <translation>Вы вышли из учётной записи</translation>
    </message>
    <message>
        <source>SASL authentication failed</source>
        <translation>Имя или пароль не подошли</translation>
    </message>
    <message>
        <source>SASL authentication aborted</source>
        <translation>Вход прерван</translation>
    </message>
    <message>
        <source>SASL authentication successful</source>
        <translation>Вход выполнен</translation>
    </message>
    <message>
        <source>SASL message too long</source>
        <translation>Сообщение SASL слишком длинное</translation>
    </message>
    <message>
        <source>are available SASL mechanisms</source>
        <translation>доступные механизмы SASL</translation>
    </message>
    <message>
        <source>Your other connections do not belong to this account: close them first</source>
        <translation>Другие ваши соединения не от этой учётной записи: сначала закройте их</translation>
    </message>
    <message>
        <source>Your certificate does not belong to this account</source>
        <translation>Ваш сертификат не от этой учётной записи</translation>
    </message>
    <message>
        <source>Password incorrect</source>
        <translation>Пароль не подошёл</translation>
    </message>
    <message>
        <source>Wrong password.</source>
        <translation>Неверный пароль.</translation>
    </message>
    <message>
        <source>Registration timed out.</source>
        <translation>Время на вход вышло.</translation>
    </message>
    <message>
        <source>Replaced by a new connection.</source>
        <translation>Вы подключились заново, поэтому это соединение закрыто.</translation>
    </message>
    <message>
        <source>Reconnected</source>
        <translation>Подключение заново</translation>
    </message>
    <message>
        <source>Ping timeout: {0} seconds</source>
        <translation>Нет ответа {0} с</translation>
    </message>
    <message>
        <source>You have left.</source>
        <translation>Вы вышли.</translation>
    </message>
    <message>
        <source>You have left: {0}</source>
        <translation>Вы вышли: {0}</translation>
    </message>
    <message>
        <source>Disconnected by the host</source>
        <translation>Владелец чата отключил вас</translation>
    </message>
    <message>
        <source>Killed by {0}: {1}</source>
        <translation>Вас отключает {0}: {1}</translation>
    </message>
    <message>
        <source>Nickname belongs to the server</source>
        <translation>Это имя сервера</translation>
    </message>
    <message>
        <source>Nickname belongs to an account: log in to use it</source>
        <translation>Имя принадлежит учётной записи: войдите в неё</translation>
    </message>
    <message>
        <source>Nickname belongs to another person</source>
        <translation>Имя принадлежит другому человеку</translation>
    </message>
    <message>
        <source>Nickname looks like another one</source>
        <translation>Имя похоже на чужое</translation>
    </message>
    <message>
        <source>Nickname is already in use</source>
        <translation>Имя уже занято</translation>
    </message>
    <message>
        <source>No nickname given</source>
        <translation>Имя не указано</translation>
    </message>
    <message>
        <source>Erroneous nickname</source>
        <translation>Недопустимое имя</translation>
    </message>
    <message>
        <source>Names cannot be changed in {0} (+N)</source>
        <translation>В {0} имя не меняют (+N)</translation>
    </message>
    <message>
        <source>Cannot change nickname while banned on channel</source>
        <translation>Пока вам закрыт вход в комнату, имя не сменить</translation>
    </message>
    <message>
        <source>Invalid CAP command</source>
        <translation>Неверная команда CAP</translation>
    </message>
    <message>
        <source>No origin specified</source>
        <translation>Не указано, откуда</translation>
    </message>
    <message>
        <source>Invalid WebIRC password</source>
        <translation>Неверный пароль WebIRC</translation>
    </message>
    <message>
        <source>WEBIRC gave an invalid address</source>
        <translation>WEBIRC передал неверный адрес</translation>
    </message>
    <message>
        <source>The name is empty or too long</source>
        <translation>Имя пустое или слишком длинное</translation>
    </message>
    <message>
        <source>Cannot change mode for other users</source>
        <translation>Режимы других людей менять нельзя</translation>
    </message>
    <message>
        <source>Unknown MODE flag</source>
        <translation>Неизвестный режим</translation>
    </message>
    <message>
        <source>A batch reference consists of letters and digits</source>
        <translation>Метка пакета состоит из букв и цифр</translation>
    </message>
    <message>
        <source>A batch must end before the next begins</source>
        <translation>Пакет должен закончиться до начала следующего</translation>
    </message>
    <message>
        <source>Unknown type of batch</source>
        <translation>Неизвестный вид пакета</translation>
    </message>
    <message>
        <source>A multiline batch must have one target</source>
        <translation>У многострочного сообщения должен быть один получатель</translation>
    </message>
    <message>
        <source>No such batch</source>
        <translation>Такого пакета нет</translation>
    </message>
    <message>
        <source>A multiline batch must not be empty</source>
        <translation>Многострочное сообщение не может быть пустым</translation>
    </message>
    <message>
        <source>The batch was open for too long</source>
        <translation>Пакет был открыт слишком долго</translation>
    </message>
    <message>
        <source>A batch reference begins with + or -</source>
        <translation>Метка пакета начинается с + или -</translation>
    </message>
    <message>
        <source>All lines of a batch must have one target</source>
        <translation>У всех строк пакета должен быть один получатель</translation>
    </message>
    <message>
        <source>All lines of a batch must be of one kind</source>
        <translation>Все строки пакета должны быть одного вида</translation>
    </message>
    <message>
        <source>A continued line must not be empty or the first</source>
        <translation>Строка-продолжение не может быть пустой или первой</translation>
    </message>
    <message>
        <source>Too many lines</source>
        <translation>Строк слишком много</translation>
    </message>
    <message>
        <source>The text is too long</source>
        <translation>Текст слишком длинный</translation>
    </message>
    <message>
        <source>Cannot send to channel</source>
        <translation>В эту комнату писать нельзя</translation>
    </message>
    <message>
        <source>Cannot send to channel (+M): log in to an account first</source>
        <translation>В эту комнату писать нельзя (+M): сначала войдите в учётную запись</translation>
    </message>
    <message>
        <source>Cannot send to channel (+T): notices are not allowed here</source>
        <translation>В эту комнату писать нельзя (+T): уведомления здесь запрещены</translation>
    </message>
    <message>
        <source>Cannot send to channel (+C): CTCP is not allowed here</source>
        <translation>В эту комнату писать нельзя (+C): CTCP здесь запрещён</translation>
    </message>
    <message>
        <source>Cannot send to channel (+c): formatting is not allowed here</source>
        <translation>В эту комнату писать нельзя (+c): оформление здесь запрещено</translation>
    </message>
    <message>
        <source>Banned</source>
        <translation>Вход закрыт</translation>
    </message>
    <message>
        <source>Cannot send to channel (+b)</source>
        <translation>В эту комнату писать нельзя: вам закрыт вход (+b)</translation>
    </message>
    <message>
        <source>Only people on the network of this chat may join.</source>
        <translation>Войти можно только из сети этого чата.</translation>
    </message>
    <message>
        <source>No text to send</source>
        <translation>Нечего отправлять</translation>
    </message>
    <message>
        <source>No recipient given ({0})</source>
        <translation>Получатель не указан ({0})</translation>
    </message>
    <message>
        <source>Too many targets</source>
        <translation>Слишком много получателей</translation>
    </message>
    <message>
        <source>You need an account to write to this person</source>
        <translation>Чтобы написать этому человеку, нужна учётная запись</translation>
    </message>
    <message>
        <source>Messages cannot be edited here</source>
        <translation>Здесь ничего нельзя изменить</translation>
    </message>
    <message>
        <source>You can edit only your own messages</source>
        <translation>Изменять можно только свои сообщения</translation>
    </message>
    <message>
        <source>This message is too old to be edited</source>
        <translation>Это сообщение слишком старое, чтобы его изменить</translation>
    </message>
    <message>
        <source>This message was edited too often</source>
        <translation>Это сообщение изменяли слишком часто</translation>
    </message>
    <message>
        <source>Messages cannot be deleted here</source>
        <translation>Здесь ничего нельзя удалить</translation>
    </message>
    <message>
        <source>You cannot delete this message</source>
        <translation>Это сообщение не ваше, удалить его вы не можете</translation>
    </message>
    <message>
        <source>This message is too old to be deleted</source>
        <translation>Это сообщение слишком старое, чтобы его удалить</translation>
    </message>
    <message>
        <source>Unknown subcommand</source>
        <translation>Неизвестная подкоманда</translation>
    </message>
    <message>
        <source>Parameters are missing</source>
        <translation>Не хватает параметров</translation>
    </message>
    <message>
        <source>Too many parameters</source>
        <translation>Слишком много параметров</translation>
    </message>
    <message>
        <source>Give a message or a time</source>
        <translation>Укажите сообщение или время</translation>
    </message>
    <message>
        <source>Write a message as msgid= or timestamp=</source>
        <translation>Сообщение указывается как msgid= или timestamp=</translation>
    </message>
    <message>
        <source>The search could not be run</source>
        <translation>Поиск не удался</translation>
    </message>
    <message>
        <source>Unknown search attribute</source>
        <translation>Неизвестное условие поиска</translation>
    </message>
    <message>
        <source>This is neither a room nor a person</source>
        <translation>Это не комната и не человек</translation>
    </message>
    <message>
        <source>MONITOR takes + - C L or S</source>
        <translation>MONITOR понимает + - C L и S</translation>
    </message>
    <message>
        <source>Your MONITOR list is full</source>
        <translation>Ваш список MONITOR заполнен</translation>
    </message>
    <message>
        <source>You can subscribe to at most {0} keys</source>
        <translation>Подписок может быть не больше {0}</translation>
    </message>
    <message>
        <source>A key consists of a-z 0-9 _ . / and -</source>
        <translation>Ключ состоит из a-z 0-9 _ . / и -</translation>
    </message>
    <message>
        <source>At most {0} changes in {1} seconds</source>
        <translation>Не больше {0} изменений за {1} с</translation>
    </message>
    <message>
        <source>METADATA takes GET LIST SET CLEAR SUB UNSUB SUBS or SYNC</source>
        <translation>METADATA понимает GET LIST SET CLEAR SUB UNSUB SUBS и SYNC</translation>
    </message>
    <message>
        <source>You cannot change this</source>
        <translation>Это вы изменить не можете</translation>
    </message>
    <message>
        <source>No such room or person</source>
        <translation>Такой комнаты и такого человека нет</translation>
    </message>
    <message>
        <source>Subscriptions are your own: use * here</source>
        <translation>Подписки только ваши: укажите здесь *</translation>
    </message>
    <message>
        <source>A value has at most {0} bytes</source>
        <translation>В значении не больше {0} байт</translation>
    </message>
    <message>
        <source>At most {0} keys can be set</source>
        <translation>Ключей может быть не больше {0}</translation>
    </message>
    <message>
        <source>This key is not set</source>
        <translation>Этот ключ не задан</translation>
    </message>
    <message>
        <source>You have joined too many channels</source>
        <translation>Вы в слишком многих комнатах</translation>
    </message>
    <message>
        <source>Cannot join channel (+z): connect with TLS first</source>
        <translation>В комнату не войти (+z): нужно шифрование</translation>
    </message>
    <message>
        <source>Cannot join channel (+b)</source>
        <translation>В комнату не войти (+b): вход вам закрыт</translation>
    </message>
    <message>
        <source>Cannot join channel (+R): log in to an account first</source>
        <translation>В комнату не войти (+R): сначала войдите в учётную запись</translation>
    </message>
    <message>
        <source>Cannot join channel (+i)</source>
        <translation>В комнату не войти (+i): нужно приглашение</translation>
    </message>
    <message>
        <source>Cannot join channel (+k)</source>
        <translation>В комнату не войти (+k): нужен пароль</translation>
    </message>
    <message>
        <source>Cannot join channel (+l)</source>
        <translation>В комнату не войти (+l): нет места</translation>
    </message>
    <message>
        <source>There are too many rooms here: log in to an account to create another</source>
        <translation>Здесь слишком много комнат: чтобы создать ещё одну, войдите в учётную запись</translation>
    </message>
    <message>
        <source>Forwarding to another channel</source>
        <translation>Эта комната ведёт в другую</translation>
    </message>
    <message>
        <source>is already on channel</source>
        <translation>Уже в комнате</translation>
    </message>
    <message>
        <source>You are already on that channel</source>
        <translation>Вы уже в этой комнате</translation>
    </message>
    <message>
        <source>Channel is open</source>
        <translation>Комната открыта</translation>
    </message>
    <message>
        <source>Cannot knock: you are banned there</source>
        <translation>Постучать нельзя: вход вам закрыт</translation>
    </message>
    <message>
        <source>Too many knocks: wait a minute</source>
        <translation>Слишком часто: подождите минуту</translation>
    </message>
    <message>
        <source>Your knock has been delivered</source>
        <translation>Ваша просьба передана</translation>
    </message>
    <message>
        <source>asks to be invited</source>
        <translation>просит пригласить</translation>
    </message>
    <message>
        <source>More than {0} people here have clients that do not support renaming</source>
        <translation>Больше {0} человек здесь с программами, которые не умеют переименовывать</translation>
    </message>
    <message>
        <source>Only the founder can rename this room</source>
        <translation>Переименовать комнату может только её основатель</translation>
    </message>
    <message>
        <source>Invalid name of a room</source>
        <translation>Недопустимое название комнаты</translation>
    </message>
    <message>
        <source>New users join this room by its name, so it cannot be renamed</source>
        <translation>В эту комнату входят все новые люди, поэтому её не переименовать</translation>
    </message>
    <message>
        <source>There is or was another room of this name</source>
        <translation>Комната с таким названием есть или была</translation>
    </message>
    <message>
        <source>This room was renamed just now: wait a minute</source>
        <translation>Комнату только что переименовали: подождите минуту</translation>
    </message>
    <message>
        <source>Only server operators can make a room permanent</source>
        <translation>Сделать комнату постоянной могут только операторы сервера</translation>
    </message>
    <message>
        <source>Invalid key</source>
        <translation>Недопустимый пароль</translation>
    </message>
    <message>
        <source>Invalid limit</source>
        <translation>Недопустимый предел</translation>
    </message>
    <message>
        <source>No such room</source>
        <translation>Такой комнаты нет</translation>
    </message>
    <message>
        <source>Invalid mask</source>
        <translation>Неверная маска</translation>
    </message>
    <message>
        <source>Channel list is full</source>
        <translation>Список комнаты заполнен</translation>
    </message>
    <message>
        <source>is unknown mode char to me</source>
        <translation>Неизвестный режим</translation>
    </message>
    <message>
        <source>No help is available on this</source>
        <translation>Справки об этом нет</translation>
    </message>
    <message>
        <source>A host consists of letters, digits and . : / -</source>
        <translation>Имя узла состоит из букв, цифр и . : / -</translation>
    </message>
    <message>
        <source>{0} is not an address or a network.</source>
        <translation>{0} — не адрес и не сеть.</translation>
    </message>
    <message>
        <source>This computer cannot be banned.</source>
        <translation>Запретить вход с этого же компьютера нельзя.</translation>
    </message>
    <message>
        <source>{0} is not a valid mask.</source>
        <translation>{0} — неверная маска.</translation>
    </message>
    <message>
        <source>That would match everybody.</source>
        <translation>Это подошло бы ко всем.</translation>
    </message>
    <message>
        <source>That would match you too.</source>
        <translation>Это подошло бы и к вам.</translation>
    </message>
    <message>
        <source>There are too many bans: lift some of them first.</source>
        <translation>Запретов слишком много: сначала снимите часть из них.</translation>
    </message>
    <message>
        <source>There is no such ban: {0}.</source>
        <translation>Такого запрета нет: {0}.</translation>
    </message>
    <message>
        <source>Write a network as 10.0.0.0/24 or 2001:db8::/32, without * and ?</source>
        <translation>Сеть записывается как 10.0.0.0/24 или 2001:db8::/32, без * и ?</translation>
    </message>
    <message>
        <source>You are banned from this chat.</source>
        <translation>Вам закрыт вход в этот чат.</translation>
    </message>
    <message>
        <source>You are banned from this chat for another {0}.</source>
        <translation>Вам закрыт вход в этот чат, осталось: {0}.</translation>
    </message>
    <message>
        <source>You are banned from this chat: {0}</source>
        <translation>Вам закрыт вход в этот чат: {0}</translation>
    </message>
    <message>
        <source>You are banned from this chat for another {0}: {1}</source>
        <translation>Вам закрыт вход в этот чат (осталось: {0}): {1}</translation>
    </message>
    <message>
        <source>You are muted.</source>
        <translation>Вам запрещено писать.</translation>
    </message>
    <message>
        <source>You are muted for another {0}.</source>
        <translation>Вам запрещено писать, осталось: {0}.</translation>
    </message>
    <message>
        <source>You are muted: {0}</source>
        <translation>Вам запрещено писать: {0}</translation>
    </message>
    <message>
        <source>You are muted for another {0}: {1}</source>
        <translation>Вам запрещено писать (осталось: {0}): {1}</translation>
    </message>
    <message>
        <source>{0} is banned for {1}.</source>
        <translation>{0}: вход закрыт на {1}.</translation>
    </message>
    <message>
        <source>{0} is banned for good.</source>
        <translation>{0}: вход закрыт навсегда.</translation>
    </message>
    <message>
        <source>{0} is muted for {1}.</source>
        <translation>{0}: запрет писать на {1}.</translation>
    </message>
    <message>
        <source>{0} is muted for good.</source>
        <translation>{0}: запрет писать навсегда.</translation>
    </message>
    <message>
        <source>{0} is no longer banned.</source>
        <translation>{0}: вход снова открыт.</translation>
    </message>
    <message>
        <source>{0} is no longer muted.</source>
        <translation>{0}: запрет писать снят.</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} ч</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} мин</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} с</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>Nobody named {0} is here.</source>
        <translation>Никого с именем {0} здесь нет.</translation>
    </message>
    <message>
        <source>That is you.</source>
        <translation>Это вы сами.</translation>
    </message>
    <message>
        <source>Nobody is known as {0}.</source>
        <translation>Под именем {0} никто не известен.</translation>
    </message>
    <message>
        <source>{0} is not muted.</source>
        <translation>{0} и так может писать.</translation>
    </message>
    <message>
        <source>This chat has no lobby.</source>
        <translation>В этом чате нет общей комнаты.</translation>
    </message>
    <message>
        <source>{0} is not in {1}.</source>
        <translation>{0} сейчас не в {1}.</translation>
    </message>
    <message>
        <source>{0} belongs to an account.</source>
        <translation>{0} принадлежит учётной записи.</translation>
    </message>
    <message>
        <source>{0} is here.</source>
        <translation>{0} сейчас здесь.</translation>
    </message>
    <message>
        <source>Nobody has reserved {0}.</source>
        <translation>Имя {0} ни за кем не закреплено.</translation>
    </message>
    <message>
        <source>This is not the fingerprint of a certificate.</source>
        <translation>Это не отпечаток сертификата.</translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n неделю</numerusform>
            <numerusform>%n недели</numerusform>
            <numerusform>%n недель</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong passwords from your address: try again in %n minutes</source>
        <translation>
            <numerusform>С вашего адреса слишком много неверных паролей: попробуйте снова через %n минуту</numerusform>
            <numerusform>С вашего адреса слишком много неверных паролей: попробуйте снова через %n минуты</numerusform>
            <numerusform>С вашего адреса слишком много неверных паролей: попробуйте снова через %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A password has at least %n characters</source>
        <translation>
            <numerusform>В пароле не меньше %n знака</numerusform>
            <numerusform>В пароле не меньше %n знаков</numerusform>
            <numerusform>В пароле не меньше %n знаков</numerusform>
        </translation>
    </message>
    <message>
        <source>Not here now; your message will be delivered later</source>
        <translation>Сейчас не здесь; сообщение будет доставлено позже</translation>
    </message>
    <message>
        <source>Make an account first, to which another device can log in</source>
        <translation>Сначала создайте учётную запись, в которую сможет войти другое устройство</translation>
    </message>
    <message>
        <source>This needs an encrypted connection</source>
        <translation>Для этого нужно зашифрованное соединение</translation>
    </message>
    <message>
        <source>There is no room {0}.</source>
        <translation>Комнаты {0} нет.</translation>
    </message>
    <message>
        <source>Everybody enters the chat in {0}, so this room cannot be deleted.</source>
        <translation>В {0} попадают все, кто входит в чат, поэтому эту комнату нельзя удалить.</translation>
    </message>
    <message>
        <source>The host has deleted this room</source>
        <translation>Владелец удалил эту комнату</translation>
    </message>
    <message>
        <source>The mode {0} cannot be changed here.</source>
        <translation>Режим {0} здесь не меняется.</translation>
    </message>
    <message>
        <source>A webhook calls an https:// address, or an http:// address on this network.</source>
        <translation>Вебхук вызывает адрес https:// или, в этой сети, адрес http://.</translation>
    </message>
    <message>
        <source>A webhook for all rooms needs a word with which messages begin.</source>
        <translation>Вебхуку для всех комнат нужно слово, с которого начинаются сообщения.</translation>
    </message>
    <message>
        <source>One word, without spaces.</source>
        <translation>Одно слово, без пробелов.</translation>
    </message>
    <message>
        <source>The calls are signed with {0} (it is shown only now).</source>
        <translation>Вызовы подписаны секретом {0} (он показан только сейчас).</translation>
    </message>
    <message>
        <source>{0}: {1} is called for {2}, made by {3}, {4} calls since the start</source>
        <translation>{0}: {1} вызывается для {2}, создан: {3}, вызовов с запуска: {4}</translation>
    </message>
    <message>
        <source>WEBHOOK ADD, WEBHOOK CALL, WEBHOOK LIST or WEBHOOK DEL</source>
        <translation>WEBHOOK ADD, WEBHOOK CALL, WEBHOOK LIST или WEBHOOK DEL</translation>
    </message>
    <message>
        <source>No such webhook: it may have been deleted.</source>
        <translation>Такого вебхука нет: возможно, его удалили.</translation>
    </message>
    <message>
        <source>A webhook needs a name, under which it posts.</source>
        <translation>Вебхуку нужно имя, под которым он пишет.</translation>
    </message>
    <message>
        <source>The address of a picture begins with https://.</source>
        <translation>Адрес картинки начинается с https://.</translation>
    </message>
    <message>
        <source>A webhook posts 1 to {0} times a minute.</source>
        <translation>Вебхук пишет от 1 до {0} раз в минуту.</translation>
    </message>
    <message>
        <source>There are {0} webhooks, and no more are possible.</source>
        <translation>Вебхуков уже {0}, больше нельзя.</translation>
    </message>
    <message>
        <source>This webhook posts {0} times a minute at most: try again in a minute.</source>
        <translation>Этот вебхук пишет не чаще {0} раз в минуту: повторите через минуту.</translation>
    </message>
    <message>
        <source>POST to {0} (it is shown only now).</source>
        <translation>Отправляйте POST на {0} (адрес показан только сейчас).</translation>
    </message>
    <message>
        <source>The webhook {0} is deleted.</source>
        <translation>Вебхук {0} удалён.</translation>
    </message>
    <message>
        <source>{0}: {1} posts to {2}, made by {3}, {4} posts since the start</source>
        <translation>{0}: {1} пишет в {2}, создан: {3}, сообщений с запуска: {4}</translation>
    </message>
    <message>
        <source>Webhooks: {0}</source>
        <translation>Вебхуков: {0}</translation>
    </message>
    <message>
        <source>Files cannot be sent in this chat</source>
        <translation>В этом чате нельзя отправлять файлы</translation>
    </message>
    <message>
        <source>The file is too large: {0} MB at most</source>
        <translation>Файл слишком большой: не больше {0} МБ</translation>
    </message>
    <message>
        <source>Your files take up all the space that you have: delete some first</source>
        <translation>Ваши файлы заняли всё отведённое вам место: сначала удалите часть из них</translation>
    </message>
    <message>
        <source>The files of this room take up all the space that it has</source>
        <translation>Файлы этой комнаты заняли всё отведённое ей место</translation>
    </message>
    <message>
        <source>This chat has no space left for files</source>
        <translation>В этом чате не осталось места для файлов</translation>
    </message>
    <message>
        <source>This upload address does not count any more: ask for a new one</source>
        <translation>Этот адрес для отправки больше не действует: запросите новый</translation>
    </message>
    <message>
        <source>There is no such file, or it was deleted</source>
        <translation>Такого файла нет, или он удалён</translation>
    </message>
    <message>
        <source>This link has ended: open the file in the chat</source>
        <translation>Срок этой ссылки истёк: откройте файл в чате</translation>
    </message>
    <message>
        <source>Only members of the room can open this file</source>
        <translation>Этот файл могут открыть только участники комнаты</translation>
    </message>
    <message>
        <source>You are not connected to the chat: connect first</source>
        <translation>Вы не подключены к чату: сначала подключитесь</translation>
    </message>
    <message>
        <source>You can only delete files of your own</source>
        <translation>Удалять можно только свои файлы</translation>
    </message>
    <message>
        <source>This chat is not open to everybody: make the account once you are in</source>
        <translation>Этот чат открыт не для всех: создайте учётную запись после входа</translation>
    </message>
    <message>
        <source>There are {0} links already: revoke one first.</source>
        <translation>Ссылок уже {0}: сначала отзовите одну.</translation>
    </message>
    <message>
        <source>This link was revoked already.</source>
        <translation>Эта ссылка уже отозвана.</translation>
    </message>
    <message>
        <source>Only people with an invitation link may join this chat. Ask its host for a link.</source>
        <translation>В этот чат входят только по ссылке-приглашению. Попросите ссылку у организатора.</translation>
    </message>
    <message>
        <source>This invitation does not count any more. Ask the host for a new link.</source>
        <translation>Это приглашение больше не действует. Попросите у организатора новую ссылку.</translation>
    </message>
    <message>
        <source>The host of this chat was asked to let you in. Please wait.</source>
        <translation>Организатора чата попросили впустить вас. Подождите, пожалуйста.</translation>
    </message>
    <message>
        <source>The host of this chat did not answer. Try again later.</source>
        <translation>Организатор чата не ответил. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The host of this chat did not let you in.</source>
        <translation>Организатор чата не впустил вас.</translation>
    </message>
    <message>
        <source>Too many people wait for the host of this chat. Try again later.</source>
        <translation>Организатора чата ждёт слишком много людей. Попробуйте позже.</translation>
    </message>
    <message>
        <source>This person does not wait any more.</source>
        <translation>Этот человек больше не ждёт.</translation>
    </message>
    <message>
        <source>There is no answer {0}.</source>
        <translation>Ответа {0} нет.</translation>
    </message>
    <message>
        <source>Only people with an account or a certificate can delete all that they said</source>
        <translation>Всё, что сказано, удаляют только люди с учётной записью или сертификатом</translation>
    </message>
    <message numerus="yes">
        <source>%n of your messages were deleted</source>
        <translation>
            <numerusform>Удалено ваше %n сообщение</numerusform>
            <numerusform>Удалены ваши %n сообщения</numerusform>
            <numerusform>Удалено ваших %n сообщений</numerusform>
        </translation>
    </message>
    <message>
        <source>How to reach the host: {0}</source>
        <translation>Связь с организатором чата: {0}</translation>
    </message>
    <message>
        <source>What was said before you joined is not shown in this room</source>
        <translation>В этой комнате не видно того, что было сказано до вас</translation>
    </message>
    <message numerus="yes">
        <source>What is said in this room is deleted after %n days</source>
        <translation>
            <numerusform>Сказанное в этой комнате удаляется через %n день</numerusform>
            <numerusform>Сказанное в этой комнате удаляется через %n дня</numerusform>
            <numerusform>Сказанное в этой комнате удаляется через %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>This room keeps what is said as long as the chat does</source>
        <translation>Эта комната хранит сообщения столько же, сколько весь чат</translation>
    </message>
    <message>
        <source>Write a time such as 1d, 2w or 365d</source>
        <translation>Напишите срок, например 1d, 2w или 365d</translation>
    </message>
    <message numerus="yes">
        <source>This chat keeps messages for %n days</source>
        <translation>
            <numerusform>Этот чат хранит сообщения %n день</numerusform>
            <numerusform>Этот чат хранит сообщения %n дня</numerusform>
            <numerusform>Этот чат хранит сообщения %n дней</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InvitationCard</name>
    <message>
        <source>Accept</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>{0} invites you to {1}</source>
        <translation>{0} приглашает вас в {1}</translation>
    </message>
    <message>
        <source>On {0}. {1} is not told if you decline.</source>
        <translation>На {0}. Если вы откажетесь, {1} не узнает об этом.</translation>
    </message>
</context>
<context>
    <name>InviteCard</name>
    <message>
        <source>Invite others</source>
        <translation>Пригласить</translation>
    </message>
    <message>
        <source>Link to this chat</source>
        <translation>Ссылка на этот чат</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>Send this link, or let a phone read the code.</source>
        <translation>Отправьте эту ссылку или дайте считать код телефоном.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Copy {address}</source>
        <translation>Копировать {address}</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Invite others to {0}</source>
        <translation>Пригласить в {0}</translation>
    </message>
    <message>
        <source>Send this link, or let a phone read the code.</source>
        <translation>Отправьте эту ссылку или дайте считать код телефоном.</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Пригласить</translation>
    </message>
    <message>
        <source>Or invite somebody who is in this chat</source>
        <translation>Или пригласите того, кто есть в этом чате</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
</context>
<context>
    <name>KeepNameDialog</name>
    <message>
        <source>Keep your name</source>
        <translation>Закрепить имя</translation>
    </message>
    <message>
        <source>With an account nobody else on {0} can be {1}, and you are the same person on each of your devices.</source>
        <translation>С учётной записью имя {1} в {0} будет только вашим, а на всех своих устройствах вы будете одним и тем же человеком.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Закрепить</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Показать пароль</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>Эл. почта (необязательно)</translation>
    </message>
    <message>
        <source>The password is saved on this computer, in its keyring if there is one.</source>
        <translation>Пароль сохранится на этом компьютере, в связке ключей, если она есть.</translation>
    </message>
    <message>
        <source>Code from the e-mail</source>
        <translation>Код из письма</translation>
    </message>
    <message>
        <source>A code was sent to you by e-mail.</source>
        <translation>Вам отправлено письмо с кодом.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Подтвердить</translation>
    </message>
</context>
<context>
    <name>KeepQuestion</name>
    <message>
        <source>Do not ask again</source>
        <translation>Больше не спрашивать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Stop the chat</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Пусть работает</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
</context>
<context>
    <name>KnockBar</name>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Всегда</translation>
    </message>
    <message>
        <source>Let this person in now and whenever they come again</source>
        <translation>Впустить этого человека сейчас и каждый следующий раз</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Впустить</translation>
    </message>
    <message>
        <source>{nick} asks to be let in</source>
        <translation>{nick} просит впустить</translation>
    </message>
    <message>
        <source>From {address}</source>
        <translation>С адреса {address}</translation>
    </message>
    <message>
        <source>Account {account}, from {address}</source>
        <translation>Учётная запись {account}, с адреса {address}</translation>
    </message>
    <message numerus="yes">
        <source>%n more wait</source>
        <translation>
            <numerusform>ждёт ещё %n</numerusform>
            <numerusform>ждут ещё %n</numerusform>
            <numerusform>ждут ещё %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnockNotice</name>
    <message>
        <source>{nick} asks to be let in</source>
        <translation>{nick} просит впустить</translation>
    </message>
    <message>
        <source>From {address}</source>
        <translation>С адреса {address}</translation>
    </message>
    <message>
        <source>Somebody asks to be let in</source>
        <translation>Кто-то просит впустить</translation>
    </message>
    <message numerus="yes">
        <source>%n people wait</source>
        <translation>
            <numerusform>Ждёт %n человек</numerusform>
            <numerusform>Ждут %n человека</numerusform>
            <numerusform>Ждут %n человек</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Launcher</name>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message>
        <source>On this network</source>
        <translation>В этой сети</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>Отовсюду</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Этот компьютер</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>Навсегда</translation>
    </message>
    <message>
        <source>10 minutes</source>
        <translation>10 минут</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 час</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 день</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 неделю</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>навсегда</translation>
    </message>
    <message>
        <source>for another {time}</source>
        <translation>ещё {time}</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Владелец</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Оператор</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>Модератор</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Без слова</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
</context>
<context>
    <name>LauncherWindow</name>
    <message>
        <source>Overview</source>
        <translation>Обзор</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Host a chat</source>
        <translation>Свой чат</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Резервные копии</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>копи</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Ссылки</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Вебхуки</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>A secure connection is not possible: {0}.</source>
        <translation>Защищённое соединение невозможно: {0}.</translation>
    </message>
    <message>
        <source>The name “{0}” cannot be looked up now. Is this computer on the network?</source>
        <translation>Сейчас не удаётся найти адрес «{0}». Компьютер подключён к сети?</translation>
    </message>
    <message>
        <source>There is no computer named “{0}”.</source>
        <translation>Нет компьютера с именем «{0}».</translation>
    </message>
    <message>
        <source>{0} does not answer.</source>
        <translation>{0} не отвечает.</translation>
    </message>
    <message>
        <source>Nobody is listening at {0}. Is the chat running?</source>
        <translation>По адресу {0} никто не отвечает. Чат запущен?</translation>
    </message>
    <message>
        <source>There is no way from this computer to {0}. Check the network.</source>
        <translation>С этого компьютера нет пути к {0}. Проверьте сеть.</translation>
    </message>
    <message>
        <source>{0} cannot be reached: {1}.</source>
        <translation>Нет связи с {0}: {1}.</translation>
    </message>
    <message>
        <source>The secure connection broke off: {0}.</source>
        <translation>Защищённое соединение прервалось: {0}.</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>Сервер закрыл соединение.</translation>
    </message>
    <message>
        <source>The connection to {0} was cut.</source>
        <translation>Связь с {0} оборвалась.</translation>
    </message>
    <message>
        <source>{0} does not offer a secure connection ({1}).</source>
        <translation>{0} не поддерживает защищённое соединение ({1}).</translation>
    </message>
    <message>
        <source>{0} insists on encryption, but its certificate is not valid.</source>
        <translation>{0} требует шифрования, но его сертификат недействителен.</translation>
    </message>
    <message>
        <source>The connection ended because of an internal error. See the log for details.</source>
        <translation>Соединение прервано из-за внутренней ошибки. Подробности в журнале.</translation>
    </message>
    <message>
        <source>{0} stopped responding.</source>
        <translation>{0} больше не отвечает.</translation>
    </message>
    <message>
        <source>{0} may be another server: its key has changed.</source>
        <translation>Возможно, {0} — другой сервер: его ключ изменился.</translation>
    </message>
    <message>
        <source>The proxy {0} does not connect to {1}: {2}.</source>
        <translation>Прокси {0} не соединяет с {1}: {2}.</translation>
    </message>
    <message>
        <source>The proxy {0} does not answer.</source>
        <translation>Прокси {0} не отвечает.</translation>
    </message>
    <message>
        <source>The proxy {0} cannot be reached: {1}.</source>
        <translation>Прокси {0} недоступен: {1}.</translation>
    </message>
</context>
<context>
    <name>LinkActions</name>
    <message>
        <source>The link is ready</source>
        <translation>Ссылка готова</translation>
    </message>
    <message>
        <source>Whoever has this link may join.</source>
        <translation>По этой ссылке может войти каждый, у кого она есть.</translation>
    </message>
    <message>
        <source>The link is copied</source>
        <translation>Ссылка скопирована</translation>
    </message>
    <message>
        <source>The link is revoked</source>
        <translation>Ссылка отозвана</translation>
    </message>
    <message>
        <source>On this network it is enough to type: {words}</source>
        <translation>В этой сети достаточно набрать: {words}</translation>
    </message>
    <message>
        <source>The words are copied</source>
        <translation>Слова скопированы</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Link to this chat</source>
        <translation>Ссылка на этот чат</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>LinkOffer</name>
    <message>
        <source>Join</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Copied link: {0}</source>
        <translation>Скопировано: {0}</translation>
    </message>
</context>
<context>
    <name>LinkPreviews</name>
    <message>
        <source>No preview</source>
        <translation>Нет превью</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Загрузка…</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>Preview of {0}: {1}</source>
        <translation>Превью {0}: {1}</translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>Go to another chat?</source>
        <translation>Перейти в другой чат?</translation>
    </message>
    <message>
        <source>This link leads to another server. Its owner will see your name and your address.</source>
        <translation>Эта ссылка ведёт на другой сервер. Его владелец увидит ваше имя и адрес.</translation>
    </message>
    <message>
        <source>The connection is not encrypted: others can read your messages.</source>
        <translation>Соединение не зашифровано: сообщения могут прочитать посторонние.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключиться</translation>
    </message>
</context>
<context>
    <name>LinksPage</name>
    <message>
        <source>Everybody who can reach it</source>
        <translation>Все, кому он доступен</translation>
    </message>
    <message>
        <source>People with an invitation link</source>
        <translation>Люди со ссылкой-приглашением</translation>
    </message>
    <message>
        <source>Who may join</source>
        <translation>Кто может войти</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Ссылки</translation>
    </message>
    <message>
        <source>New link…</source>
        <translation>Новая ссылка…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Отозвать…</translation>
    </message>
    <message>
        <source>QR code…</source>
        <translation>QR-код…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>People who joined by a link, or are in now, may always come again.</source>
        <translation>Кто вошёл по ссылке или уже в чате, может всегда вернуться.</translation>
    </message>
    <message>
        <source>Nobody has joined by it yet</source>
        <translation>По ней ещё никто не вошёл</translation>
    </message>
    <message numerus="yes">
        <source>%n people joined by it</source>
        <translation>
            <numerusform>Вошёл %n человек</numerusform>
            <numerusform>Вошли %n человека</numerusform>
            <numerusform>Вошло %n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>Give each group a link of its own: you see how many joined by it, and can revoke it.</source>
        <translation>Дайте каждой группе свою ссылку: вы увидите, сколько человек по ней вошло, и сможете её отозвать.</translation>
    </message>
    <message>
        <source>the last one {when}</source>
        <translation>последний {when}</translation>
    </message>
    <message>
        <source>Start the chat to make links.</source>
        <translation>Запустите чат, чтобы создавать ссылки.</translation>
    </message>
    <message>
        <source>The chat is not running</source>
        <translation>Чат не запущен</translation>
    </message>
    <message>
        <source>Start the chat</source>
        <translation>Запустить чат</translation>
    </message>
    <message>
        <source>No link yet</source>
        <translation>Ссылок пока нет</translation>
    </message>
    <message>
        <source>People whom you let in</source>
        <translation>Люди, которых впустите вы</translation>
    </message>
    <message>
        <source>Copy words</source>
        <translation>Копировать слова</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Look again</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>The chat is not running</source>
        <translation>Чат не запущен</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запустить</translation>
    </message>
</context>
<context>
    <name>ListedRoomsModel</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n человек</numerusform>
            <numerusform>%n человека</numerusform>
            <numerusform>%n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>you are in this room</source>
        <translation>вы в этой комнате</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>What is shown</source>
        <translation>Что показывать</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Всё</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Обычное</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Ошибки</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Поиск в журнале</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message numerus="yes">
        <source>%n lines copied</source>
        <translation>
            <numerusform>Скопирована %n строка</numerusform>
            <numerusform>Скопированы %n строки</numerusform>
            <numerusform>Скопировано %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Сохранить журнал</translation>
    </message>
    <message>
        <source>Text (*.txt *.log)</source>
        <translation>Текст (*.txt *.log)</translation>
    </message>
    <message>
        <source>The log cannot be saved: {reason}.</source>
        <translation>Не удаётся сохранить журнал: {reason}.</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Сохранено как {name}</translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n new</source>
        <translation>
            <numerusform>Пауза, %n новая</numerusform>
            <numerusform>Пауза, %n новых</numerusform>
            <numerusform>Пауза, %n новых</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>Search for less, or show everything.</source>
        <translation>Сократите запрос или покажите всё.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Пока пусто</translation>
    </message>
    <message>
        <source>Log lines of the chat appear here.</source>
        <translation>Здесь появятся записи журнала.</translation>
    </message>
</context>
<context>
    <name>LogText</name>
    <message>
        <source>Somebody</source>
        <translation>Кто-то</translation>
    </message>
    <message>
        <source>the host</source>
        <translation>владелец</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0} came in from {1}.</source>
        <translation>{0} входит с адреса {1}.</translation>
    </message>
    <message>
        <source>{0} came in from {1}, as {2}.</source>
        <translation>{0} входит с адреса {1}, учётная запись {2}.</translation>
    </message>
    <message>
        <source>{0} left: {1}</source>
        <translation>{0} выходит: {1}</translation>
    </message>
    <message>
        <source>{0} at {1} was turned away: {2}</source>
        <translation>{0} с адреса {1}: вход отклонён: {2}</translation>
    </message>
    <message>
        <source>{0} at {1} gave a wrong password.</source>
        <translation>{0} с адреса {1}: неверный пароль.</translation>
    </message>
    <message>
        <source>{0} was banned by {1} for good</source>
        <translation>{0}: вход закрыт навсегда, закрыл: {1}</translation>
    </message>
    <message>
        <source>{0} was banned by {1} for {2}</source>
        <translation>{0}: вход закрыт на {2}, закрыл: {1}</translation>
    </message>
    <message>
        <source>{0} was muted by {1} for good</source>
        <translation>{0} без слова навсегда, решил: {1}</translation>
    </message>
    <message>
        <source>{0} was muted by {1} for {2}</source>
        <translation>{0} без слова на {2}, решил: {1}</translation>
    </message>
    <message>
        <source>{0} is banned no more.</source>
        <translation>{0}: вход снова открыт.</translation>
    </message>
    <message>
        <source>{0} is muted no more.</source>
        <translation>{0} снова может писать.</translation>
    </message>
    <message>
        <source>{0} was deleted by the host.</source>
        <translation>{0} удалена владельцем.</translation>
    </message>
    <message>
        <source>Listening on {0}.</source>
        <translation>Чат принимает соединения на {0}.</translation>
    </message>
    <message>
        <source>The {0} gateway listens on {1}.</source>
        <translation>Шлюз {0} принимает соединения на {1}.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Остановлен.</translation>
    </message>
    <message>
        <source>The setting “{0}” was changed.</source>
        <translation>Настройка «{0}» изменена.</translation>
    </message>
    <message>
        <source>The settings stay as they were. {0}</source>
        <translation>Настройки остались прежними. {0}</translation>
    </message>
    <message numerus="yes">
        <source>A backup of %n messages was written: {1}.</source>
        <translation>
            <numerusform>Записана резервная копия: %n сообщение, {1}.</numerusform>
            <numerusform>Записана резервная копия: %n сообщения, {1}.</numerusform>
            <numerusform>Записана резервная копия: %n сообщений, {1}.</numerusform>
        </translation>
    </message>
    <message>
        <source>No backup was made. {0}</source>
        <translation>Резервная копия не сделана. {0}</translation>
    </message>
    <message>
        <source>{0} read too slowly and was disconnected.</source>
        <translation>{0} читает слишком медленно: связь закрыта.</translation>
    </message>
    <message>
        <source>This chat is full: it holds {0} connections, and this computer allows no more.</source>
        <translation>Чат полон: соединений {0}, больше этот компьютер не позволяет.</translation>
    </message>
    <message numerus="yes">
        <source>%n lines were left out here because too much happened at once.</source>
        <translation>
            <numerusform>Здесь пропущена %n строка: слишком много сразу.</numerusform>
            <numerusform>Здесь пропущены %n строки: слишком много сразу.</numerusform>
            <numerusform>Здесь пропущено %n строк: слишком много сразу.</numerusform>
        </translation>
    </message>
    <message>
        <source>Commits succeed again.</source>
        <translation>Сообщения снова сохраняются.</translation>
    </message>
    <message>
        <source>The certificate was read again; it ends on {0}.</source>
        <translation>Сертификат прочитан заново; он действует до {0}.</translation>
    </message>
    <message>
        <source>The certificate was renewed with the same key; it ends on {0}.</source>
        <translation>Сертификат продлён с тем же ключом; он действует до {0}.</translation>
    </message>
    <message>
        <source>The old certificate stays in use. {0}</source>
        <translation>Действует прежний сертификат. {0}</translation>
    </message>
    <message>
        <source>{0} may post to {1} by a webhook that {2} made.</source>
        <translation>{0} может писать в {1} через вебхук; его создатель: {2}.</translation>
    </message>
    <message>
        <source>{0} is told what is said in {1} by a webhook that {2} made.</source>
        <translation>{0} узнаёт через вебхук, что сказано здесь: {1}; создатель: {2}.</translation>
    </message>
    <message>
        <source>The webhook “{0}” was deleted by {1}.</source>
        <translation>Вебхук «{0}» удалил: {1}.</translation>
    </message>
    <message>
        <source>{0} posted to {1} by its webhook.</source>
        <translation>{0}: сообщение в {1} через вебхук.</translation>
    </message>
    <message>
        <source>{0} posts to {1} by its webhook more than {2} times a minute.</source>
        <translation>{0} пишет в {1} через вебхук чаще {2} раз в минуту.</translation>
    </message>
    <message>
        <source>Webhook {0} has too many calls waiting; one was dropped.</source>
        <translation>У вебхука {0} слишком много вызовов в очереди; один пропущен.</translation>
    </message>
    <message>
        <source>Webhook {0} could not be called: {1}. It is tried again.</source>
        <translation>Вебхук {0} не удалось вызвать: {1}. Будет ещё попытка.</translation>
    </message>
    <message>
        <source>Webhook {0} could not be called: {1}.</source>
        <translation>Вебхук {0} не удалось вызвать: {1}.</translation>
    </message>
    <message>
        <source>Figures for Prometheus are at http://{0}/metrics.</source>
        <translation>Показатели для Prometheus: http://{0}/metrics.</translation>
    </message>
    <message>
        <source>all rooms</source>
        <translation>все комнаты</translation>
    </message>
    <message>
        <source>The invitation link {0} was made.</source>
        <translation>Создана ссылка-приглашение {0}.</translation>
    </message>
    <message>
        <source>The invitation link {0} was revoked.</source>
        <translation>Отозвана ссылка-приглашение {0}.</translation>
    </message>
    <message>
        <source>{0} at {1} asks to be let in.</source>
        <translation>{0} ({1}) просит впустить.</translation>
    </message>
    <message>
        <source>{0} at {1} came by the owner&apos;s link and owns this chat now.</source>
        <translation>{0} ({1}): вход по ссылке владельца, теперь это владелец чата.</translation>
    </message>
    <message>
        <source>The owner&apos;s link for a further computer was made.</source>
        <translation>Создана ссылка владельца для ещё одного компьютера.</translation>
    </message>
    <message>
        <source>A further computer of the owner owns this chat no more.</source>
        <translation>Ещё один компьютер владельца больше не владеет чатом.</translation>
    </message>
    <message>
        <source>The router lets people from the internet in at {0}.</source>
        <translation>Маршрутизатор пускает людей из интернета по адресу {0}.</translation>
    </message>
    <message>
        <source>The router has closed the port {0} again.</source>
        <translation>Маршрутизатор снова закрыл порт {0}.</translation>
    </message>
</context>
<context>
    <name>LoginQuestion</name>
    <message>
        <source>Log in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>To {0}, with the account that you made there. You are connected again for it.</source>
        <translation>В {0}, с учётной записью, которую вы там создали. Для этого связь на миг прервётся.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>This is a code from another device (this server has no codes)</source>
        <translation>Это код с другого устройства (на этом сервере нет кодов)</translation>
    </message>
    <message>
        <source>Leave the password empty if the account knows the certificate of this computer.</source>
        <translation>Оставьте пароль пустым, если учётная запись знает сертификат этого компьютера.</translation>
    </message>
    <message>
        <source>This is a code from another device</source>
        <translation>Это код с другого устройства</translation>
    </message>
    <message>
        <source>Words of the code</source>
        <translation>Слова кода</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Контрастное</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Оформление</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Language of the windows</source>
        <translation>Язык окон</translation>
    </message>
    <message>
        <source>Text and rows</source>
        <translation>Текст и строки</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Indigo</source>
        <translation>Индиго</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Синий</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Бирюзовый</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Зелёный</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Оранжевый</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Красный</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Розовый</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Фиолетовый</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>Цвет акцента</translation>
    </message>
    <message>
        <source>The colour of links, buttons and chosen rows. High contrast has its own.</source>
        <translation>Цвет ссылок, кнопок и выбранных строк. У контрастной темы он свой.</translation>
    </message>
    <message>
        <source>Ctrl and the wheel change the size of messages only.</source>
        <translation>Ctrl и колесо мыши меняют только размер сообщений.</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Компактно</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Обычно</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>Просторно</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Плотность</translation>
    </message>
    <message>
        <source>Beside each name</source>
        <translation>У каждого имени</translation>
    </message>
    <message>
        <source>At each message</source>
        <translation>У каждого сообщения</translation>
    </message>
    <message>
        <source>Show times</source>
        <translation>Показывать время</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 часа</translation>
    </message>
    <message>
        <source>12 hours</source>
        <translation>12 часов</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Время суток</translation>
    </message>
    <message>
        <source>Emoji and motion</source>
        <translation>Эмодзи и движение</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Эмодзи</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Включена</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Выключена</translation>
    </message>
    <message>
        <source>Animations</source>
        <translation>Анимация</translation>
    </message>
    <message>
        <source>The font Noto Color Emoji is not installed.</source>
        <translation>Шрифт Noto Color Emoji не установлен.</translation>
    </message>
    <message>
        <source>This system has no other emoji than Noto.</source>
        <translation>В этой системе нет других эмодзи, кроме Noto.</translation>
    </message>
</context>
<context>
    <name>MarkupActions</name>
    <message>
        <source>Bold</source>
        <translation>Жирный</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Курсив</translation>
    </message>
    <message>
        <source>Strikethrough</source>
        <translation>Зачёркнутый</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Code block</source>
        <translation>Блок кода</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Цитата</translation>
    </message>
    <message>
        <source>Spoiler</source>
        <translation>Спойлер</translation>
    </message>
</context>
<context>
    <name>MaskListModel</name>
    <message>
        <source>muted</source>
        <translation>без права писать</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>от {0}</translation>
    </message>
</context>
<context>
    <name>MaskListsDialog</name>
    <message>
        <source>Bans and invitations of {0}</source>
        <translation>Баны и приглашения {0}</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Список</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Маски</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Запрашиваем сервер…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Name, or mask such as *!*@host</source>
        <translation>Имя или маска, например *!*@host</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>На какой срок</translation>
    </message>
    <message>
        <source>until it is removed</source>
        <translation>пока не уберут</translation>
    </message>
    <message>
        <source>This server has no terms for bans.</source>
        <translation>На этом сервере нельзя задать срок.</translation>
    </message>
    <message>
        <source>Banned and muted</source>
        <translation>Забаненные и заглушённые</translation>
    </message>
    <message>
        <source>Exceptions: no ban concerns them</source>
        <translation>Исключения: баны на них не действуют</translation>
    </message>
    <message>
        <source>Always invited</source>
        <translation>Всегда приглашены</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Заглушённые</translation>
    </message>
    <message>
        <source>Nobody is in this list</source>
        <translation>В этом списке никого нет</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>the account {0}</source>
        <translation>учётная запись {0}</translation>
    </message>
    <message>
        <source>the real name {0}</source>
        <translation>настоящее имя {0}</translation>
    </message>
    <message>
        <source>the certificate {0}</source>
        <translation>сертификат {0}</translation>
    </message>
    <message>
        <source>everybody at {0}</source>
        <translation>все с адреса {0}</translation>
    </message>
</context>
<context>
    <name>MemberActions</name>
    <message>
        <source>You are disconnected, so the server cannot be asked.</source>
        <translation>Вы не подключены, поэтому сервер спросить нельзя.</translation>
    </message>
    <message>
        <source>Owner of {0}</source>
        <translation>Владелец {0}</translation>
    </message>
    <message>
        <source>Administrator of {0}</source>
        <translation>Администратор {0}</translation>
    </message>
    <message>
        <source>Moderator of {0}</source>
        <translation>Модератор {0}</translation>
    </message>
    <message>
        <source>Half-operator of {0}</source>
        <translation>Полуоператор {0}</translation>
    </message>
    <message>
        <source>May speak in {0} while it is moderated</source>
        <translation>Может писать в {0}, когда она модерируется</translation>
    </message>
    <message>
        <source>Kick {0} from {1}?</source>
        <translation>Выгнать {0} из {1}?</translation>
    </message>
    <message>
        <source>{0} may come back.</source>
        <translation>{0} сможет вернуться.</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>Почему (необязательно)</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>Выгнать</translation>
    </message>
    <message numerus="yes">
        <source>Everybody at {0} (%n more people here)</source>
        <translation>
            <numerusform>Все с адреса {0} (здесь ещё %n человек)</numerusform>
            <numerusform>Все с адреса {0} (здесь ещё %n человека)</numerusform>
            <numerusform>Все с адреса {0} (здесь ещё %n человек)</numerusform>
        </translation>
    </message>
    <message>
        <source>The account {0}, under any name</source>
        <translation>Учётная запись {0} под любым именем</translation>
    </message>
    <message>
        <source>Everybody at {0}</source>
        <translation>Все с адреса {0}</translation>
    </message>
    <message>
        <source>The name {0}</source>
        <translation>Имя {0}</translation>
    </message>
    <message>
        <source>Ban {0} from {1}?</source>
        <translation>Запретить {0} вход в {1}?</translation>
    </message>
    <message>
        <source>A banned person is removed from the room and cannot come back until the ban is lifted.</source>
        <translation>Человек будет удалён из комнаты и не сможет вернуться, пока запрет не снят.</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Запретить</translation>
    </message>
    <message>
        <source>Mute {0} in {1}?</source>
        <translation>Лишить {0} слова в {1}?</translation>
    </message>
    <message>
        <source>A muted person can read and cannot send messages until the mute is lifted.</source>
        <translation>Человек сможет читать, но не писать, пока ему не вернут слово.</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Лишить слова</translation>
    </message>
    <message>
        <source>You are muted in {0}: {1}</source>
        <translation>Вам запрещено писать в {0}: {1}</translation>
    </message>
</context>
<context>
    <name>MembersModel</name>
    <message>
        <source>Owners</source>
        <translation>Владельцы</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>Администраторы</translation>
    </message>
    <message>
        <source>Moderators</source>
        <translation>Модераторы</translation>
    </message>
    <message>
        <source>Half-operators</source>
        <translation>Помощники модераторов</translation>
    </message>
    <message>
        <source>With a voice</source>
        <translation>С правом голоса</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Account: {0}</source>
        <translation>Учётная запись: {0}</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>This name mixes letters of several scripts: it may imitate another.</source>
        <translation>В этом имени смешаны буквы разных письменностей: оно может подражать другому.</translation>
    </message>
    <message>
        <source>Muted in this room</source>
        <translation>Без права слова в этой комнате</translation>
    </message>
    <message>
        <source>Not encrypted: others on the way can read what this person reads</source>
        <translation>Без шифрования: другие по пути могут прочитать то, что читает этот человек</translation>
    </message>
</context>
<context>
    <name>MembersPanel</name>
    <message>
        <source>People in this room</source>
        <translation>Люди в этой комнате</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>People are shown while you are in this room.</source>
        <translation>Список людей виден, пока вы в этой комнате.</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Найти человека</translation>
    </message>
    <message>
        <source>Nobody here is called so.</source>
        <translation>Здесь никого так не зовут.</translation>
    </message>
</context>
<context>
    <name>MentionsView</name>
    <message>
        <source>Mentions and replies</source>
        <translation>Упоминания и ответы</translation>
    </message>
    <message>
        <source>Filter mentions and replies</source>
        <translation>Фильтр упоминаний и ответов</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Ничего не найдено.</translation>
    </message>
    <message>
        <source>Nobody has mentioned you or replied to you yet.</source>
        <translation>Вас ещё никто не упоминал, и никто вам не отвечал.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Mark as read</source>
        <translation>Отметить прочитанным</translation>
    </message>
    <message>
        <source>Join a room…</source>
        <translation>Войти в комнату…</translation>
    </message>
    <message>
        <source>Change your name here…</source>
        <translation>Сменить имя в этом чате…</translation>
    </message>
    <message>
        <source>Enter the password…</source>
        <translation>Ввести пароль…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Отключиться</translation>
    </message>
    <message>
        <source>Leave this chat</source>
        <translation>Покинуть чат</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Открепить</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>Закрепить сверху</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Копировать имя</translation>
    </message>
    <message>
        <source>Close these messages</source>
        <translation>Закрыть переписку</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>Выйти из комнаты</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Написать</translation>
    </message>
    <message>
        <source>Mention</source>
        <translation>Упомянуть</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Кто это?</translation>
    </message>
    <message>
        <source>Take the moderator&apos;s role</source>
        <translation>Снять роль модератора</translation>
    </message>
    <message>
        <source>Make a moderator</source>
        <translation>Сделать модератором</translation>
    </message>
    <message>
        <source>Message requests…</source>
        <translation>Запросы на переписку…</translation>
    </message>
    <message>
        <source>Block this person</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Kick from the room…</source>
        <translation>Выгнать из комнаты…</translation>
    </message>
    <message>
        <source>Lift the mute</source>
        <translation>Вернуть слово</translation>
    </message>
    <message>
        <source>Mute in the room…</source>
        <translation>Лишить слова в комнате…</translation>
    </message>
    <message>
        <source>Mute (this server cannot)</source>
        <translation>Лишить слова (сервер не умеет)</translation>
    </message>
    <message>
        <source>Ban from the room…</source>
        <translation>Запретить вход в комнату…</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Take the voice</source>
        <translation>Забрать право голоса</translation>
    </message>
    <message>
        <source>Let speak while the room is moderated</source>
        <translation>Разрешить писать, когда комната модерируется</translation>
    </message>
    <message>
        <source>Export messages…</source>
        <translation>Экспорт сообщений…</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Отметить как непрочитанное</translation>
    </message>
    <message>
        <source>Browse rooms…</source>
        <translation>Список комнат…</translation>
    </message>
    <message>
        <source>Accept the invitation</source>
        <translation>Принять приглашение</translation>
    </message>
    <message>
        <source>Decline the invitation</source>
        <translation>Отклонить приглашение</translation>
    </message>
    <message>
        <source>Room settings…</source>
        <translation>Настройки комнаты…</translation>
    </message>
    <message>
        <source>Set up the connection…</source>
        <translation>Настроить подключение…</translation>
    </message>
    <message>
        <source>Raw lines…</source>
        <translation>Строки протокола…</translation>
    </message>
    <message>
        <source>What is kept…</source>
        <translation>Что хранится…</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Отметить всё прочитанным</translation>
    </message>
    <message>
        <source>Files and pictures</source>
        <translation>Файлы и картинки</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Ссылки</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Only messages in rooms have links</source>
        <translation>Ссылки есть только у сообщений в комнатах</translation>
    </message>
    <message>
        <source>This server gives messages no ids</source>
        <translation>Этот сервер не нумерует сообщения</translation>
    </message>
    <message>
        <source>The link to the message was copied.</source>
        <translation>Ссылка на сообщение скопирована.</translation>
    </message>
    <message>
        <source>This message is not in the history that can be reached.</source>
        <translation>Этого сообщения нет в доступной истории.</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} в {1}</translation>
    </message>
    <message>
        <source>Forward to…</source>
        <translation>Переслать в…</translation>
    </message>
    <message>
        <source>This message is in a room that is not open.</source>
        <translation>Это сообщение из комнаты, которая сейчас не открыта.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>React</source>
        <translation>Реакция</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>Actions for this message</source>
        <translation>Действия с этим сообщением</translation>
    </message>
</context>
<context>
    <name>ModeratorQuestion</name>
    <message>
        <source>Make somebody a moderator</source>
        <translation>Назначить модератора</translation>
    </message>
    <message>
        <source>Moderators kick and ban people in the room, change its topic and settings, and delete messages.</source>
        <translation>Модераторы удаляют людей из комнаты и закрывают им вход, меняют её тему и настройки, удаляют сообщения.</translation>
    </message>
    <message>
        <source>Make moderator</source>
        <translation>Назначить</translation>
    </message>
    <message>
        <source>Name or account</source>
        <translation>Имя или учётная запись</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Комната</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>no ban concerns {0}</source>
        <translation>баны не действуют на: {0}</translation>
    </message>
    <message>
        <source>bans concern {0} again</source>
        <translation>баны снова действуют на: {0}</translation>
    </message>
    <message>
        <source>{0} is an owner</source>
        <translation>{0} — владелец</translation>
    </message>
    <message>
        <source>{0} is no longer an owner</source>
        <translation>{0} больше не владелец</translation>
    </message>
    <message>
        <source>{0} is an administrator</source>
        <translation>{0} — администратор</translation>
    </message>
    <message>
        <source>{0} is no longer an administrator</source>
        <translation>{0} больше не администратор</translation>
    </message>
    <message>
        <source>{0} is a moderator</source>
        <translation>{0} — модератор</translation>
    </message>
    <message>
        <source>{0} is no longer a moderator</source>
        <translation>{0} больше не модератор</translation>
    </message>
    <message>
        <source>{0} is a helper</source>
        <translation>{0} — помощник</translation>
    </message>
    <message>
        <source>{0} is no longer a helper</source>
        <translation>{0} больше не помощник</translation>
    </message>
    <message>
        <source>{0} has a voice</source>
        <translation>{0} с голосом</translation>
    </message>
    <message>
        <source>{0} has no voice any more</source>
        <translation>{0} больше без голоса</translation>
    </message>
    <message>
        <source>only invited people may enter</source>
        <translation>войти можно только по приглашению</translation>
    </message>
    <message>
        <source>people may enter without an invitation</source>
        <translation>войти можно без приглашения</translation>
    </message>
    <message>
        <source>only people with a voice may speak</source>
        <translation>писать могут только люди с голосом</translation>
    </message>
    <message>
        <source>everybody here may speak</source>
        <translation>писать могут все в комнате</translation>
    </message>
    <message>
        <source>only people in the room may speak</source>
        <translation>писать могут только люди в комнате</translation>
    </message>
    <message>
        <source>people outside may speak too</source>
        <translation>писать можно и снаружи</translation>
    </message>
    <message>
        <source>the room is hidden</source>
        <translation>комната скрыта</translation>
    </message>
    <message>
        <source>the room is not hidden any more</source>
        <translation>комната больше не скрыта</translation>
    </message>
    <message>
        <source>only moderators change the topic</source>
        <translation>тему меняют только модераторы</translation>
    </message>
    <message>
        <source>everybody here may change the topic</source>
        <translation>тему могут менять все в комнате</translation>
    </message>
    <message>
        <source>only people with an account may enter</source>
        <translation>войти можно только с учётной записью</translation>
    </message>
    <message>
        <source>people without an account may enter</source>
        <translation>войти можно и без учётной записи</translation>
    </message>
    <message>
        <source>the room has a password</source>
        <translation>у комнаты есть пароль</translation>
    </message>
    <message>
        <source>the room has no password any more</source>
        <translation>у комнаты больше нет пароля</translation>
    </message>
    <message>
        <source>at most {0} people may be here</source>
        <translation>здесь может быть не больше {0} человек</translation>
    </message>
    <message>
        <source>any number of people may be here</source>
        <translation>здесь может быть сколько угодно людей</translation>
    </message>
    <message>
        <source>{0} is banned</source>
        <translation>{0}: бан</translation>
    </message>
    <message>
        <source>{0} is no longer banned</source>
        <translation>{0}: бан снят</translation>
    </message>
    <message>
        <source>{0} is muted</source>
        <translation>{0}: запрет писать</translation>
    </message>
    <message>
        <source>{0} is no longer muted</source>
        <translation>{0}: запрет писать снят</translation>
    </message>
    <message>
        <source>{0} is always invited</source>
        <translation>{0}: постоянное приглашение</translation>
    </message>
    <message>
        <source>{0} is no longer always invited</source>
        <translation>{0}: постоянное приглашение снято</translation>
    </message>
    <message>
        <source>new members see only what is said after they came</source>
        <translation>новым участникам видно только сказанное после их прихода</translation>
    </message>
    <message>
        <source>new members see earlier messages too</source>
        <translation>новым участникам видны и прежние сообщения</translation>
    </message>
</context>
<context>
    <name>NameQuestion</name>
    <message>
        <source>Free a name</source>
        <translation>Освободить имя</translation>
    </message>
    <message>
        <source>A guest&apos;s name is reserved for a day, and for 30 days once they have come back.</source>
        <translation>Имя остаётся за гостем один день, а если он возвращался, 30 дней.</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Освободить</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
</context>
<context>
    <name>NameSection</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Talk with the people around you, on your own network.</source>
        <translation>Общайтесь с теми, кто рядом, в своей сети.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>What others call you</source>
        <translation>Как вас называть</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Страницы</translation>
    </message>
</context>
<context>
    <name>NetText</name>
    <message>
        <source>{0} is not an address: write an IPv6 address as [ADDRESS]:PORT.</source>
        <translation>{0} — не адрес: IPv6 пишут как [АДРЕС]:ПОРТ.</translation>
    </message>
    <message>
        <source>{0} is not an address: write HOST:PORT, for example 192.168.1.5:6697.</source>
        <translation>{0} — не адрес: пишите ИМЯ:ПОРТ, например 192.168.1.5:6697.</translation>
    </message>
    <message>
        <source>{0} is not an address: only an IPv6 address has a zone after %.</source>
        <translation>{0} — не адрес: зону после % указывают только для IPv6.</translation>
    </message>
    <message>
        <source>{0} has no valid port: a port is a number from {1} to 65535.</source>
        <translation>В {0} нет порта: порт — это число от {1} до 65535.</translation>
    </message>
    <message>
        <source>Unknown control message.</source>
        <translation>Неизвестное сообщение канала управления.</translation>
    </message>
    <message>
        <source>A control message cannot be read: {0}.</source>
        <translation>Сообщение канала управления не читается: {0}.</translation>
    </message>
    <message>
        <source>The settings cannot be read: {0}.</source>
        <translation>Настройки не читаются: {0}.</translation>
    </message>
    <message>
        <source>The bans cannot be read: {0}.</source>
        <translation>Запреты не читаются: {0}.</translation>
    </message>
    <message>
        <source>The roles cannot be read: {0}.</source>
        <translation>Не удаётся прочитать роли: {0}.</translation>
    </message>
    <message>
        <source>The arguments of a request must be an object.</source>
        <translation>Аргументы запроса должны быть объектом.</translation>
    </message>
    <message>
        <source>The key {0} is not an ECDSA key.</source>
        <translation>Ключ {0} — не ключ ECDSA.</translation>
    </message>
    <message>
        <source>The key in {0} cannot be used: {1}.</source>
        <translation>Ключ в {0} непригоден: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>Не удаётся прочитать {0}: {1}.</translation>
    </message>
    <message>
        <source>{0} is not a certificate.</source>
        <translation>{0} — не сертификат.</translation>
    </message>
    <message>
        <source>The key in {0} has a password: store the key without a password.</source>
        <translation>Ключ в {0} защищён паролем: сохраните его без пароля.</translation>
    </message>
    <message>
        <source>{0} contains no private key.</source>
        <translation>В {0} нет закрытого ключа.</translation>
    </message>
    <message>
        <source>{0} contains no private key: set tls.key to the file with the key.</source>
        <translation>В {0} нет закрытого ключа: укажите файл с ключом в tls.key.</translation>
    </message>
    <message>
        <source>The key {0} is damaged: put back a copy, or delete the file to get a new key.</source>
        <translation>Ключ {0} повреждён: верните копию или удалите его, чтобы получить новый.</translation>
    </message>
    <message>
        <source>The certificate {0} and the key {1} cannot be used: {2}.</source>
        <translation>Сертификат {0} и ключ {1} непригодны: {2}.</translation>
    </message>
    <message>
        <source>The certificate {0} cannot be used: {1}.</source>
        <translation>Сертификат {0} непригоден: {1}.</translation>
    </message>
    <message>
        <source>the connection was cut</source>
        <translation>соединение прервано</translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation>ошибка TLS</translation>
    </message>
    <message>
        <source>The rooms cannot be read: {0}.</source>
        <translation>Не удаётся прочитать комнаты: {0}.</translation>
    </message>
    <message>
        <source>The webhooks cannot be read: {0}.</source>
        <translation>Вебхуки не читаются: {0}.</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>You are disconnected.</source>
        <translation>Связи с чатом нет.</translation>
    </message>
    <message>
        <source>Wrong password.</source>
        <translation>Неверный пароль.</translation>
    </message>
    <message>
        <source>This chat requires a password.</source>
        <translation>Для этого чата нужен пароль.</translation>
    </message>
</context>
<context>
    <name>NetworkForm</name>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Connect at each start of the program</source>
        <translation>Подключаться при каждом запуске программы</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>Known networks</source>
        <translation>Известные сети</translation>
    </message>
    <message>
        <source>Another network</source>
        <translation>Другая сеть</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation>Шифрование (TLS)</translation>
    </message>
    <message>
        <source>Without encryption others on the way can read everything, passwords too.</source>
        <translation>Без шифрования по пути могут прочитать всё, даже пароли.</translation>
    </message>
    <message>
        <source>Name in the sidebar</source>
        <translation>Название в боковой панели</translation>
    </message>
    <message>
        <source>Password of the server</source>
        <translation>Пароль сервера</translation>
    </message>
    <message>
        <source>New network</source>
        <translation>Новая сеть</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Other names, if it is taken</source>
        <translation>Другие имена, если это занято</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>Настоящее имя</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Password of the account</source>
        <translation>Пароль учётной записи</translation>
    </message>
    <message>
        <source>Without SASL, log in by</source>
        <translation>Без SASL входить через</translation>
    </message>
    <message>
        <source>NickServ, if encrypted</source>
        <translation>NickServ, если есть шифрование</translation>
    </message>
    <message>
        <source>NickServ, password first (OFTC)</source>
        <translation>NickServ, сначала пароль (OFTC)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Никак</translation>
    </message>
    <message>
        <source>Certificate to show</source>
        <translation>Какой сертификат показывать</translation>
    </message>
    <message>
        <source>My own one for this network</source>
        <translation>Собственный для этой сети</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Из файла…</translation>
    </message>
    <message>
        <source>File with certificate and key (PEM)</source>
        <translation>Файл с сертификатом и ключом (PEM)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>The certificate&apos;s file cannot be read.</source>
        <translation>Файл сертификата не читается.</translation>
    </message>
    <message>
        <source>The file must contain a certificate and its key (PEM).</source>
        <translation>В файле должны быть сертификат и его ключ (PEM).</translation>
    </message>
    <message>
        <source>After connecting</source>
        <translation>При входе</translation>
    </message>
    <message>
        <source>Rooms to enter</source>
        <translation>В какие комнаты войти</translation>
    </message>
    <message>
        <source>Commands to run, one in each line</source>
        <translation>Какие команды выполнить, по одной в строке</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Прокси</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Адрес прокси</translation>
    </message>
    <message>
        <source>User name at the proxy</source>
        <translation>Имя пользователя на прокси</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>Пароль на прокси</translation>
    </message>
    <message>
        <source>Encoding of messages that are not UTF-8</source>
        <translation>Кодировка сообщений не в UTF-8</translation>
    </message>
    <message>
        <source>Western (cp1252)</source>
        <translation>Западная (cp1252)</translation>
    </message>
    <message>
        <source>Send in this encoding too</source>
        <translation>Отправлять тоже в этой кодировке</translation>
    </message>
    <message>
        <source>For networks whose people use old programs. Otherwise messages leave as UTF-8.</source>
        <translation>Для сетей, где пользуются старыми программами. Иначе сообщения уходят в UTF-8.</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>You have joined no chat yet.</source>
        <translation>Вы ещё не вошли ни в один чат.</translation>
    </message>
    <message>
        <source>{0}, encrypted</source>
        <translation>{0}, зашифровано</translation>
    </message>
    <message>
        <source>{0}, not encrypted</source>
        <translation>{0}, без шифрования</translation>
    </message>
    <message>
        <source>Open at the start</source>
        <translation>Открывать при запуске</translation>
    </message>
    <message>
        <source>Hosted on this computer</source>
        <translation>Работает на этом компьютере</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Забыть…</translation>
    </message>
    <message>
        <source>Leave and forget this chat</source>
        <translation>Покинуть и забыть этот чат</translation>
    </message>
    <message>
        <source>Forget {0}</source>
        <translation>Забыть {0}</translation>
    </message>
    <message>
        <source>Add an IRC network…</source>
        <translation>Добавить сеть IRC…</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Настроить…</translation>
    </message>
    <message>
        <source>Address, names, account, proxy and more</source>
        <translation>Адрес, имена, учётная запись, прокси и прочее</translation>
    </message>
    <message>
        <source>Set up {0}</source>
        <translation>Настроить: {0}</translation>
    </message>
</context>
<context>
    <name>NewLinkQuestion</name>
    <message>
        <source>New link</source>
        <translation>Новая ссылка</translation>
    </message>
    <message>
        <source>Only you see the name: for whom the link is.</source>
        <translation>Название видите только вы: для кого эта ссылка.</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>Создать ссылку</translation>
    </message>
    <message>
        <source>Words need the setting “Show this chat on the network”.</source>
        <translation>Для слов нужна настройка «Показывать чат в сети».</translation>
    </message>
    <message>
        <source>With four words to type</source>
        <translation>С четырьмя словами</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>For example: Family</source>
        <translation>Например: семья</translation>
    </message>
    <message>
        <source>On your network, people type the words in place of an address.</source>
        <translation>В вашей сети слова набирают вместо адреса.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
</context>
<context>
    <name>NotificationPage</name>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>Показывать уведомления</translation>
    </message>
    <message>
        <source>While another window is in front.</source>
        <translation>Пока впереди другое окно.</translation>
    </message>
    <message>
        <source>Every message</source>
        <translation>Каждое сообщение</translation>
    </message>
    <message>
        <source>Mentions only</source>
        <translation>Только упоминания</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ничего</translation>
    </message>
    <message>
        <source>In rooms</source>
        <translation>В комнатах</translation>
    </message>
    <message>
        <source>You are always told of direct messages.</source>
        <translation>О личных сообщениях вы узнаете всегда.</translation>
    </message>
    <message>
        <source>Show the text of the message</source>
        <translation>Показывать текст сообщения</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Подавать звук</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Упоминания</translation>
    </message>
    <message>
        <source>My words</source>
        <translation>Мои слова</translation>
    </message>
    <message>
        <source>They count as mentions like your name. Commas go between them.</source>
        <translation>Они считаются упоминанием, как и ваше имя. Разделяйте их запятыми.</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Не беспокоить</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>Each day at these times</source>
        <translation>Каждый день в это время</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>To</source>
        <translation>По</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Спросить</translation>
    </message>
    <message>
        <source>Go on in the tray</source>
        <translation>Остаться в трее</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Without a window</source>
        <translation>Без окна</translation>
    </message>
    <message>
        <source>When the chat window is closed</source>
        <translation>Если закрыто окно чата</translation>
    </message>
    <message>
        <source>Only where the desktop has a tray.</source>
        <translation>Только если в системе есть трей.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Выключено</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} в {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n messages for you</source>
        <translation>
            <numerusform>%n сообщение для вас</numerusform>
            <numerusform>%n сообщения для вас</numerusform>
            <numerusform>%n сообщений для вас</numerusform>
        </translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Новое сообщение</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Ответить</translation>
    </message>
</context>
<context>
    <name>OwnActions</name>
    <message>
        <source>Your profile…</source>
        <translation>Ваш профиль…</translation>
    </message>
    <message>
        <source>Change your name here…</source>
        <translation>Сменить имя в этом чате…</translation>
    </message>
    <message>
        <source>I am back</source>
        <translation>Я на месте</translation>
    </message>
    <message>
        <source>Be away…</source>
        <translation>Меня нет на месте…</translation>
    </message>
    <message>
        <source>Logged in as {0}</source>
        <translation>Учётная запись: {0}</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Выйти из учётной записи</translation>
    </message>
    <message>
        <source>Keep your name (this server makes no accounts)</source>
        <translation>Закрепить имя (сервер не создаёт учётных записей)</translation>
    </message>
    <message>
        <source>Keep your name ({0})</source>
        <translation>Закрепить имя ({0})</translation>
    </message>
    <message>
        <source>Keep your name…</source>
        <translation>Закрепить имя…</translation>
    </message>
    <message>
        <source>Log in ({0})</source>
        <translation>Войти в учётную запись ({0})</translation>
    </message>
    <message>
        <source>Log in…</source>
        <translation>Войти в учётную запись…</translation>
    </message>
    <message>
        <source>Log in (this server has no accounts)</source>
        <translation>Войти (на сервере нет учётных записей)</translation>
    </message>
    <message>
        <source>once you are connected</source>
        <translation>когда появится связь</translation>
    </message>
    <message>
        <source>needs an encrypted connection</source>
        <translation>нужно зашифрованное соединение</translation>
    </message>
    <message>
        <source>You are logged in to {0} as {1}, from now on.</source>
        <translation>Теперь вы входите в {0} как {1}.</translation>
    </message>
    <message>
        <source>You are a guest on {0} again.</source>
        <translation>В {0} вы снова гость.</translation>
    </message>
    <message>
        <source>You are not logged in as {0}: {1}</source>
        <translation>Войти как {0} не удалось: {1}</translation>
    </message>
    <message>
        <source>Add another device…</source>
        <translation>Добавить устройство…</translation>
    </message>
    <message>
        <source>Add another device (this server cannot)</source>
        <translation>Добавить устройство (сервер так не умеет)</translation>
    </message>
</context>
<context>
    <name>OwnPortrait</name>
    <message>
        <source>Your picture cannot be kept: {0}.</source>
        <translation>Вашу фотографию нельзя сохранить: {0}.</translation>
    </message>
    <message>
        <source>Your picture is not shown in {0}: {1}</source>
        <translation>Ваша фотография не показывается в {0}: {1}</translation>
    </message>
</context>
<context>
    <name>OwnerDialog</name>
    <message>
        <source>Your second computer</source>
        <translation>Ваш второй компьютер</translation>
    </message>
    <message>
        <source>Open this link there. Whoever opens it may do everything here: give it to nobody else.</source>
        <translation>Откройте там эту ссылку. Открывший её может здесь всё, поэтому никому её не давайте.</translation>
    </message>
    <message>
        <source>It works once, within a day. The page Roles shows the computer, and can take the chat from it.</source>
        <translation>Она действует один раз, в течение суток. Страница «Роли» показывает компьютер и может забрать у него чат.</translation>
    </message>
</context>
<context>
    <name>PageEntries</name>
    <message>
        <source>Profile</source>
        <translation>Профиль</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Приватность</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Дополнительно</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Хранение</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Сети</translation>
    </message>
</context>
<context>
    <name>PasteQuestion</name>
    <message numerus="yes">
        <source>Insert %Ln lines?</source>
        <translation>
            <numerusform>Вставить %Ln строку?</numerusform>
            <numerusform>Вставить %Ln строки?</numerusform>
            <numerusform>Вставить %Ln строк?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters. You can change the text here.</source>
        <translation>
            <numerusform>%Ln символ. Текст можно изменить здесь.</numerusform>
            <numerusform>%Ln символа. Текст можно изменить здесь.</numerusform>
            <numerusform>%Ln символов. Текст можно изменить здесь.</numerusform>
        </translation>
    </message>
    <message>
        <source>The text to insert</source>
        <translation>Текст для вставки</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>As a code block</source>
        <translation>Как блок кода</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Вставить</translation>
    </message>
</context>
<context>
    <name>PeopleActions</name>
    <message>
        <source>Kick {nick}?</source>
        <translation>Отключить {nick}?</translation>
    </message>
    <message>
        <source>{nick} is disconnected, and may come back.</source>
        <translation>Связь с {nick} прервётся, но вернуться можно.</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>Причина (необязательно)</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>Отключить</translation>
    </message>
    <message>
        <source>{nick} was kicked</source>
        <translation>Отключение: {nick}</translation>
    </message>
    <message>
        <source>Mute {nick}?</source>
        <translation>Лишить {nick} слова?</translation>
    </message>
    <message>
        <source>{nick} can read and cannot send messages.</source>
        <translation>{nick} останется и сможет читать, но не писать.</translation>
    </message>
    <message>
        <source>Nobody can join from {address}</source>
        <translation>Вход с адреса {address} закрыт</translation>
    </message>
    <message>
        <source>{nick} is not a moderator any more</source>
        <translation>{nick} больше не модератор</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Лишить слова</translation>
    </message>
    <message>
        <source>{nick} is muted</source>
        <translation>{nick} больше не может писать</translation>
    </message>
    <message>
        <source>{nick} may speak again</source>
        <translation>{nick} снова может писать</translation>
    </message>
    <message>
        <source>{nick} is a moderator now</source>
        <translation>{nick} теперь модератор</translation>
    </message>
    <message>
        <source>{nick} may come back</source>
        <translation>{nick} может вернуться</translation>
    </message>
    <message>
        <source>The name {name} is free</source>
        <translation>Имя {name} свободно</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Everybody was told</source>
        <translation>Сообщено всем</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>В сети</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Молчит</translation>
    </message>
    <message>
        <source>Per minute</source>
        <translation>В минуту</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Зашифровано</translation>
    </message>
    <message>
        <source>Guest: no account</source>
        <translation>Гость: без учётной записи</translation>
    </message>
    <message>
        <source>Account {name}</source>
        <translation>Учётная запись {name}</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Не зашифровано</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Search people</source>
        <translation>Поиск людей</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Написать</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Копировать адрес</translation>
    </message>
    <message>
        <source>Bans</source>
        <translation>Запреты</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Kick…</source>
        <translation>Отключить…</translation>
    </message>
    <message>
        <source>Ban…</source>
        <translation>Запретить вход…</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Вернуть слово</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>Лишить слова…</translation>
    </message>
    <message>
        <source>Make moderator</source>
        <translation>Сделать модератором</translation>
    </message>
    <message>
        <source>Remove moderator</source>
        <translation>Снять с модераторов</translation>
    </message>
    <message>
        <source>While it runs, you see here who is connected.</source>
        <translation>Когда он работает, здесь видно, кто подключён.</translation>
    </message>
    <message>
        <source>The chat is not running</source>
        <translation>Чат не запущен</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запустить</translation>
    </message>
    <message>
        <source>Send somebody the link.</source>
        <translation>Отправьте кому-нибудь ссылку.</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>Пока никого нет</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Никто не найден</translation>
    </message>
    <message>
        <source>Search for a name, a room or an address.</source>
        <translation>Ищите по имени, комнате или адресу.</translation>
    </message>
    <message>
        <source>Tell everybody…</source>
        <translation>Сообщить всем…</translation>
    </message>
</context>
<context>
    <name>PeopleTable</name>
    <message>
        <source>Connected people</source>
        <translation>Подключённые люди</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Asking the server…</source>
        <translation>Спрашиваем сервер…</translation>
    </message>
    <message>
        <source>This name mixes letters of several scripts: it may imitate another.</source>
        <translation>В этом имени смешаны буквы разных письменностей: оно может подражать другому.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Спросить</translation>
    </message>
    <message>
        <source>Ask for the program of {0}</source>
        <translation>Спросить, какая программа у {0}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Написать</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Kick…</source>
        <translation>Выгнать…</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>Лишить слова…</translation>
    </message>
    <message>
        <source>Ban…</source>
        <translation>Запретить вход…</translation>
    </message>
    <message>
        <source>About this person</source>
        <translation>Об этом человеке</translation>
    </message>
    <message>
        <source>This server cannot mute people.</source>
        <translation>Этот сервер не умеет лишать слова.</translation>
    </message>
    <message>
        <source>Lift the mute</source>
        <translation>Вернуть слово</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Messages of this person are hidden.</source>
        <translation>Сообщения этого человека скрыты.</translation>
    </message>
    <message>
        <source>Show no messages of this person</source>
        <translation>Не показывать сообщения этого человека</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>Asked…</source>
        <translation>Спросили…</translation>
    </message>
    <message>
        <source>Not online</source>
        <translation>Не в сети</translation>
    </message>
    <message>
        <source>Not online. The server knows nothing more.</source>
        <translation>Не в сети. Больше сервер ничего не знает.</translation>
    </message>
    <message>
        <source>Away: {0}</source>
        <translation>Нет на месте: {0}</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>В сети</translation>
    </message>
    <message>
        <source>Operator of this server</source>
        <translation>Оператор этого сервера</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>Бот</translation>
    </message>
    <message>
        <source>Guest, without an account</source>
        <translation>Гость, без учётной записи</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>Местоимения</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Последний визит</translation>
    </message>
    <message>
        <source>Last active</source>
        <translation>Последняя активность</translation>
    </message>
    <message>
        <source>Online since</source>
        <translation>В сети с</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>Общие комнаты</translation>
    </message>
    <message>
        <source>Also in</source>
        <translation>Ещё в комнатах</translation>
    </message>
    <message>
        <source>Home page</source>
        <translation>Сайт</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Хост</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Зашифровано</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>только что</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n минуту назад</numerusform>
            <numerusform>%n минуты назад</numerusform>
            <numerusform>%n минут назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n час назад</numerusform>
            <numerusform>%n часа назад</numerusform>
            <numerusform>%n часов назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d ago</source>
        <translation>
            <numerusform>%n день назад</numerusform>
            <numerusform>%n дня назад</numerusform>
            <numerusform>%n дней назад</numerusform>
        </translation>
    </message>
    <message>
        <source>From {0}, which learns that you look at it</source>
        <translation>С {0}: там узнают, что вы её смотрите</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Загрузка…</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>The picture cannot be shown.</source>
        <translation>Картинку показать нельзя.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Не зашифровано</translation>
    </message>
</context>
<context>
    <name>PersonQuestions</name>
    <message>
        <source>Message somebody</source>
        <translation>Написать кому-нибудь</translation>
    </message>
    <message>
        <source>On {0}. It is between the two of you.</source>
        <translation>В чате {0}. Увидите только вы двое.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Написать</translation>
    </message>
    <message>
        <source>Your chat is stopped, so nobody can follow the link now.</source>
        <translation>Ваш чат остановлен, поэтому сейчас по ссылке никто не войдёт.</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Previous picture</source>
        <translation>Предыдущая картинка</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Следующая картинка</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Меньше</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Больше</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Копировать картинку</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Сохранить как…</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}, {time}</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Загрузка…</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Эту картинку нельзя показать.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>Go to the pinned message</source>
        <translation>Перейти к закреплённому сообщению</translation>
    </message>
    <message>
        <source>Next pinned message</source>
        <translation>Следующее закреплённое сообщение</translation>
    </message>
    <message>
        <source>{0} of {1} · {2}</source>
        <translation>{0} из {1} · {2}</translation>
    </message>
</context>
<context>
    <name>PlainTimeline</name>
    <message>
        <source>Messages as text</source>
        <translation>Сообщения текстом</translation>
    </message>
</context>
<context>
    <name>PortraitDialog</name>
    <message>
        <source>Your picture</source>
        <translation>Ваша фотография</translation>
    </message>
    <message>
        <source>Others see what is inside of the circle.</source>
        <translation>Другие видят то, что внутри круга.</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>Выбрать это фото</translation>
    </message>
    <message>
        <source>Size of the picture in percent</source>
        <translation>Размер фотографии в процентах</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Меньше</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Больше</translation>
    </message>
</context>
<context>
    <name>PortraitField</name>
    <message>
        <source>Choose a picture…</source>
        <translation>Выбрать фото…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Remove your picture</source>
        <translation>Убрать вашу фотографию</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Выберите фотографию</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Эту картинку нельзя показать.</translation>
    </message>
</context>
<context>
    <name>PostQuestion</name>
    <message>
        <source>Let a program post</source>
        <translation>Программа пишет в комнату</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>For example: Build server</source>
        <translation>Например: сервер сборки</translation>
    </message>
    <message>
        <source>Picture (optional)</source>
        <translation>Картинка (необязательно)</translation>
    </message>
    <message>
        <source>Make the address</source>
        <translation>Создать адрес</translation>
    </message>
    <message>
        <source>It gets an address of its own. Posts of GitHub, GitLab, Gitea, Grafana and Alertmanager are understood, plain text, and what is made for Slack.</source>
        <translation>Она получит собственный адрес. Понятны сообщения GitHub, GitLab, Gitea, Grafana и Alertmanager, простой текст и всё, что рассчитано на Slack.</translation>
    </message>
    <message>
        <source>Posts a minute, at most</source>
        <translation>Сообщений в минуту, не больше</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>Online</source>
        <translation>В сети</translation>
    </message>
    <message>
        <source>Away: {0}</source>
        <translation>Нет на месте: {0}</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Не в сети</translation>
    </message>
    <message>
        <source>Offline, last seen at {0}</source>
        <translation>Не в сети, последний раз — сегодня в {0}</translation>
    </message>
    <message>
        <source>Last seen at {0}</source>
        <translation>Последний раз — сегодня в {0}</translation>
    </message>
    <message>
        <source>Last seen yesterday at {0}</source>
        <translation>Последний раз — вчера в {0}</translation>
    </message>
    <message>
        <source>Offline, last seen yesterday at {0}</source>
        <translation>Не в сети, последний раз — вчера в {0}</translation>
    </message>
    <message>
        <source>Last seen on {0} at {1}</source>
        <translation>Последний раз — {0} в {1}</translation>
    </message>
    <message>
        <source>Offline, last seen on {0} at {1}</source>
        <translation>Не в сети, последний раз — {0} в {1}</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>You and the others</source>
        <translation>Вы и другие</translation>
    </message>
    <message>
        <source>Tell others when I am typing</source>
        <translation>Показывать другим, что я печатаю</translation>
    </message>
    <message>
        <source>Use one certificate for all new servers</source>
        <translation>Показывать всем новым серверам один сертификат</translation>
    </message>
    <message>
        <source>Without it no two servers can tell that you are the same person.</source>
        <translation>Без этого два сервера не узнают, что вы один и тот же человек.</translation>
    </message>
    <message>
        <source>Share what I have read with my other devices</source>
        <translation>Передавать прочитанное на другие мои устройства</translation>
    </message>
    <message>
        <source>Nobody else is told.</source>
        <translation>Больше никто об этом не узнает.</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Заблокированные люди</translation>
    </message>
    <message>
        <source>You have blocked nobody.</source>
        <translation>Вы никого не заблокировали.</translation>
    </message>
    <message>
        <source>{0} (account)</source>
        <translation>{0} (учётная запись)</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Unblock {0}</source>
        <translation>Разблокировать: {0}</translation>
    </message>
    <message>
        <source>Show previews of links</source>
        <translation>Показывать превью ссылок</translation>
    </message>
    <message>
        <source>Your program asks each site for its page, so the site learns your address, and that you read.</source>
        <translation>Программа запрашивает страницу у каждого сайта, поэтому сайт узнаёт ваш адрес и то, что вы читаете.</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Your profile</source>
        <translation>Ваш профиль</translation>
    </message>
    <message>
        <source>Others see it beside your messages, in every chat.</source>
        <translation>Его видят другие рядом с вашими сообщениями, во всех чатах.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>A file from this computer; drop it here, or paste it.</source>
        <translation>Файл с этого компьютера; его можно перетащить сюда или вставить.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>For example: she/her</source>
        <translation>Например: она</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>Местоимения</translation>
    </message>
    <message>
        <source>For example: back on Monday</source>
        <translation>Например: вернусь в понедельник</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Picture from the web</source>
        <translation>Фото из интернета</translation>
    </message>
    <message>
        <source>Pronouns and status are not shown on {0}: the server keeps no profiles.</source>
        <translation>В {0} местоимения и статус не видны: сервер не хранит профили.</translation>
    </message>
    <message>
        <source>In commands and mentions: {0}</source>
        <translation>В командах и упоминаниях: {0}</translation>
    </message>
    <message>
        <source>Address that begins with https://</source>
        <translation>Адрес, начинается с https://</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>A file from this computer; drop it here, or paste it.</source>
        <translation>Файл с этого компьютера; его можно перетащить сюда или вставить.</translation>
    </message>
    <message>
        <source>Shown to others at once. In commands and mentions: {0}</source>
        <translation>Другие увидят сразу. В командах и упоминаниях: {0}</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>Местоимения</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Фотография</translation>
    </message>
    <message>
        <source>For example: she/her</source>
        <translation>Например: она</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>For example: back on Monday</source>
        <translation>Например: вернусь в понедельник</translation>
    </message>
    <message>
        <source>Shown in chats whose server keeps profiles.</source>
        <translation>Видно в чатах, чей сервер хранит профили.</translation>
    </message>
</context>
<context>
    <name>ProgramExit</name>
    <message>
        <source>Your chat is running</source>
        <translation>Ваш чат работает</translation>
    </message>
    <message>
        <source>It can go on without a window; open the program again to find it here.</source>
        <translation>Он может работать и без окна; откройте программу снова, и он будет здесь.</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code of the link</source>
        <translation>QR-код ссылки</translation>
    </message>
</context>
<context>
    <name>QuietMenu</name>
    <message>
        <source>End do not disturb</source>
        <translation>Снова беспокоить</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Не беспокоить</translation>
    </message>
</context>
<context>
    <name>QuietTerms</name>
    <message>
        <source>For 30 minutes</source>
        <translation>На 30 минут</translation>
    </message>
    <message>
        <source>For 2 hours</source>
        <translation>На 2 часа</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>До завтрашнего утра</translation>
    </message>
    <message>
        <source>Until I end it</source>
        <translation>Пока не выключу</translation>
    </message>
    <message>
        <source>Do not disturb, until you end it</source>
        <translation>Не беспокоить, пока не выключите</translation>
    </message>
    <message>
        <source>Do not disturb until {0}</source>
        <translation>Не беспокоить до {0}</translation>
    </message>
    <message>
        <source>Do not disturb until tomorrow, {0}</source>
        <translation>Не беспокоить до завтра, {0}</translation>
    </message>
</context>
<context>
    <name>RawConsole</name>
    <message>
        <source>Raw lines of {0}</source>
        <translation>Строки протокола: {0}</translation>
    </message>
    <message>
        <source>Lines; an arrow to the right was sent, to the left received</source>
        <translation>Строки; стрелка вправо — отправлено, влево — получено</translation>
    </message>
    <message>
        <source>Lines appear here as they are sent (→) and received (←).</source>
        <translation>Здесь появляются отправленные (→) и полученные (←) строки.</translation>
    </message>
    <message>
        <source>A line of IRC to send</source>
        <translation>Строка IRC для отправки</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Скопировать всё</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>That is not a line of IRC.</source>
        <translation>Это не строка IRC.</translation>
    </message>
    <message>
        <source>There is no connection now.</source>
        <translation>Сейчас нет соединения.</translation>
    </message>
</context>
<context>
    <name>ReachCard</name>
    <message>
        <source>Can others join?</source>
        <translation>Могут ли войти другие?</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Line that opens the firewall</source>
        <translation>Команда, которая открывает брандмауэр</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Копировать команду</translation>
    </message>
    <message>
        <source>Yes: {nick} has joined from {address}.</source>
        <translation>Да: {nick} здесь с адреса {address}.</translation>
    </message>
    <message>
        <source>Only this computer can join: it has no network, or the chat listens here alone.</source>
        <translation>Войти можно только с этого компьютера: он не в сети, или чат открыт лишь здесь.</translation>
    </message>
    <message>
        <source>The addresses are being tested…</source>
        <translation>Адреса проверяются…</translation>
    </message>
    <message>
        <source>The chat does not answer at {address}, although it should.</source>
        <translation>Чат не отвечает по адресу {address}, хотя должен.</translation>
    </message>
    <message>
        <source>The chat answers at {address}. The firewall {name} is on; if nobody can join, this line opens it:</source>
        <translation>Чат отвечает по адресу {address}. Включён брандмауэр {name}; если никто не может войти, его откроет эта команда:</translation>
    </message>
    <message>
        <source>The chat answers at {address}. Nobody from another computer has joined yet.</source>
        <translation>Чат отвечает по адресу {address}. С других компьютеров пока никто не вошёл.</translation>
    </message>
</context>
<context>
    <name>ReactionTexts</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>you</source>
        <translation>вы</translation>
    </message>
    <message>
        <source>{names} reacted with {reaction}</source>
        <translation>{reaction}: {names}</translation>
    </message>
    <message>
        <source>Reactions do not work on this server</source>
        <translation>На этом сервере реакции не работают</translation>
    </message>
    <message>
        <source>Reactions: {0}</source>
        <translation>Реакции: {0}</translation>
    </message>
    <message>
        <source>{reaction} by {names}</source>
        <translation>{reaction} от: {names}</translation>
    </message>
</context>
<context>
    <name>RecentChats</name>
    <message>
        <source>Recent chats</source>
        <translation>Недавние чаты</translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>on this computer</source>
        <translation>на этом компьютере</translation>
    </message>
    <message>
        <source>Join {0}, {1}</source>
        <translation>Войти в {0}, {1}</translation>
    </message>
    <message>
        <source>Forget {0}</source>
        <translation>Забыть {0}</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Не зашифровано</translation>
    </message>
</context>
<context>
    <name>RecordActions</name>
    <message>
        <source>You can delete them while you are connected.</source>
        <translation>Удалить их можно, пока вы на связи.</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>People who enter later can read what was said. Your own computer keeps its own copy.</source>
        <translation>Кто войдёт позже, прочитает сказанное. Ваш компьютер хранит свою копию.</translation>
    </message>
    <message>
        <source>Export my messages…</source>
        <translation>Сохранить мои слова…</translation>
    </message>
    <message>
        <source>Delete my messages…</source>
        <translation>Удалить мои сообщения…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>All your messages in {room} are deleted from the chat, for everybody.</source>
        <translation>Все ваши сообщения в {room} будут удалены из чата у всех.</translation>
    </message>
    <message>
        <source>Delete now</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>People who enter later see only what is said then. Your own computer keeps its own copy.</source>
        <translation>Кто войдёт позже, увидит только сказанное после этого. На вашем компьютере остаётся своя копия.</translation>
    </message>
</context>
<context>
    <name>ReplyBar</name>
    <message>
        <source>Replying to {nick}: {text}</source>
        <translation>Ответ для {nick}: {text}</translation>
    </message>
    <message>
        <source>Cancel editing (Esc)</source>
        <translation>Отменить правку (Esc)</translation>
    </message>
    <message>
        <source>You are editing: {0}</source>
        <translation>Вы изменяете: {0}</translation>
    </message>
    <message>
        <source>Cancel the reply (Esc)</source>
        <translation>Не отвечать (Esc)</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Message requests</source>
        <translation>Запросы на переписку</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Пропустить</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Ignore all</source>
        <translation>Пропустить все</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Заблокированные люди</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Заблокированы</translation>
    </message>
    <message>
        <source>No message requests.</source>
        <translation>Запросов нет.</translation>
    </message>
    <message>
        <source>People you have not written to. They do not see whether you have read their messages.</source>
        <translation>Люди, которым вы не писали. Они не видят, прочли ли вы их слова.</translation>
    </message>
    <message>
        <source>{0} (account)</source>
        <translation>{0} (учётная запись)</translation>
    </message>
</context>
<context>
    <name>RetentionBox</name>
    <message>
        <source>1 day</source>
        <translation>1 день</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 неделя</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 месяц</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 год</translation>
    </message>
    <message>
        <source>As long as the chat keeps them</source>
        <translation>Сколько хранит чат</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages are kept</source>
        <translation>Срок хранения сообщений</translation>
    </message>
</context>
<context>
    <name>RevokeQuestion</name>
    <message>
        <source>Revoke the link {name}?</source>
        <translation>Отозвать ссылку {name}?</translation>
    </message>
    <message>
        <source>Nobody new comes in by it any more. Nobody who is in is disconnected.</source>
        <translation>По ней больше никто не войдёт. Кто уже в чате, остаётся.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Отозвать</translation>
    </message>
    <message numerus="yes">
        <source>%n people need a new link too</source>
        <translation>
            <numerusform>Новая ссылка и для вошедших (%n)</numerusform>
            <numerusform>Новая ссылка и для вошедших (%n)</numerusform>
            <numerusform>Новая ссылка и для вошедших (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoleChanges</name>
    <message>
        <source>{nick} is a moderator now</source>
        <translation>{nick} теперь модератор</translation>
    </message>
    <message>
        <source>Take the role from {nick}?</source>
        <translation>Снять роль с {nick}?</translation>
    </message>
    <message>
        <source>{nick} is no longer a moderator in {room}.</source>
        <translation>{nick} больше не модератор в {room}.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Снять</translation>
    </message>
    <message>
        <source>{nick} is not a moderator any more</source>
        <translation>{nick} больше не модератор</translation>
    </message>
    <message>
        <source>Take the chat from this computer?</source>
        <translation>Забрать чат у этого компьютера?</translation>
    </message>
    <message>
        <source>Whoever uses it is a guest from now on, and can join as others do.</source>
        <translation>За ним теперь сидит гость, который входит, как все.</translation>
    </message>
    <message>
        <source>Revoke the link?</source>
        <translation>Отозвать ссылку?</translation>
    </message>
    <message>
        <source>Nobody becomes an owner by it any more.</source>
        <translation>Больше никто не станет по ней владельцем.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Отозвать</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Отозвано</translation>
    </message>
</context>
<context>
    <name>RoleMenu</name>
    <message>
        <source>Owner: may do everything</source>
        <translation>Владелец: может всё</translation>
    </message>
    <message>
        <source>Administrator: moderates moderators</source>
        <translation>Администратор: модерирует модераторов</translation>
    </message>
    <message>
        <source>Helper: may kick and mute</source>
        <translation>Помощник: удаляет и заглушает</translation>
    </message>
    <message>
        <source>Other roles</source>
        <translation>Другие роли</translation>
    </message>
    <message>
        <source>{0} (only owners give this role)</source>
        <translation>{0} (эту роль дают только владельцы)</translation>
    </message>
    <message>
        <source>{0} (only moderators give this role)</source>
        <translation>{0} (эту роль дают только модераторы)</translation>
    </message>
</context>
<context>
    <name>RolesModel</name>
    <message>
        <source>account</source>
        <translation>учётная запись</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>гость</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>сейчас здесь</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>не здесь</translation>
    </message>
    <message>
        <source>Owner of the chat</source>
        <translation>Владелец чата</translation>
    </message>
    <message>
        <source>Operator: may do everything until leaving</source>
        <translation>Оператор: может всё, пока не выйдет</translation>
    </message>
    <message>
        <source>Founder of {room}</source>
        <translation>Основатель {room}</translation>
    </message>
    <message>
        <source>Moderator in {room}</source>
        <translation>Модератор в {room}</translation>
    </message>
    <message>
        <source>Link for your second computer</source>
        <translation>Ссылка для второго компьютера</translation>
    </message>
    <message>
        <source>Valid once, within a day</source>
        <translation>Действует один раз, в течение суток</translation>
    </message>
    <message>
        <source>Your further computer, key {key}</source>
        <translation>Ещё один ваш компьютер, ключ {key}</translation>
    </message>
</context>
<context>
    <name>RolesPage</name>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Search people and rooms</source>
        <translation>Поиск людей и комнат</translation>
    </message>
    <message>
        <source>Make moderator…</source>
        <translation>Новый модератор…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Снять…</translation>
    </message>
    <message>
        <source>While it runs, you see here who may do what.</source>
        <translation>Пока он работает, здесь видно, кто что может.</translation>
    </message>
    <message>
        <source>Nobody has a role</source>
        <translation>Ролей ни у кого нет</translation>
    </message>
    <message>
        <source>Make somebody a moderator of a room.</source>
        <translation>Назначьте кого-нибудь модератором комнаты.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Никого не найдено</translation>
    </message>
    <message>
        <source>Search for a name or a room.</source>
        <translation>Ищите по имени или комнате.</translation>
    </message>
    <message>
        <source>Second computer…</source>
        <translation>Второй компьютер…</translation>
    </message>
</context>
<context>
    <name>RoomBanQuestion</name>
    <message>
        <source>Why (optional)</source>
        <translation>Почему (необязательно)</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>На какой срок</translation>
    </message>
    <message>
        <source>This server has no terms for bans.</source>
        <translation>На этом сервере нельзя задать срок.</translation>
    </message>
    <message>
        <source>Until it is lifted</source>
        <translation>Пока не снимут</translation>
    </message>
    <message numerus="yes">
        <source>For %n minutes</source>
        <translation>
            <numerusform>На %n минуту</numerusform>
            <numerusform>На %n минуты</numerusform>
            <numerusform>На %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n hours</source>
        <translation>
            <numerusform>На %n час</numerusform>
            <numerusform>На %n часа</numerusform>
            <numerusform>На %n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n days</source>
        <translation>
            <numerusform>На %n день</numerusform>
            <numerusform>На %n дня</numerusform>
            <numerusform>На %n дней</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomBrowser</name>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Search rooms and topics</source>
        <translation>Искать комнаты и темы</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Запросить ещё раз</translation>
    </message>
    <message>
        <source>Loading the rooms</source>
        <translation>Загрузка комнат</translation>
    </message>
    <message>
        <source>New room…</source>
        <translation>Новая комната…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Most people first</source>
        <translation>Сначала многолюдные</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>По названию</translation>
    </message>
    <message>
        <source>Order of the rooms</source>
        <translation>Порядок комнат</translation>
    </message>
    <message>
        <source>Rooms on {0}</source>
        <translation>Комнаты на {0}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rooms found</source>
        <translation>
            <numerusform>Найдена %Ln комната</numerusform>
            <numerusform>Найдено %Ln комнаты</numerusform>
            <numerusform>Найдено %Ln комнат</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rooms</source>
        <translation>
            <numerusform>%Ln комната</numerusform>
            <numerusform>%Ln комнаты</numerusform>
            <numerusform>%Ln комнат</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more rooms are not shown.</source>
        <translation>
            <numerusform>Ещё %Ln комната не показана.</numerusform>
            <numerusform>Ещё %Ln комнаты не показаны.</numerusform>
            <numerusform>Ещё %Ln комнат не показано.</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the rooms…</source>
        <translation>Комнаты загружаются…</translation>
    </message>
    <message numerus="yes">
        <source>Loading… %Ln rooms</source>
        <translation>
            <numerusform>Загрузка… %Ln комната</numerusform>
            <numerusform>Загрузка… %Ln комнаты</numerusform>
            <numerusform>Загрузка… %Ln комнат</numerusform>
        </translation>
    </message>
    <message>
        <source>The server lists no rooms.</source>
        <translation>Сервер не показывает ни одной комнаты.</translation>
    </message>
    <message>
        <source>No listed room matches.</source>
        <translation>В списке такой комнаты нет.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Join {0}</source>
        <translation>Войти в {0}</translation>
    </message>
</context>
<context>
    <name>RoomForm</name>
    <message>
        <source>New room</source>
        <translation>Новая комната</translation>
    </message>
    <message>
        <source>On {0}. You become its moderator.</source>
        <translation>В {0}. Вы станете её модератором.</translation>
    </message>
    <message>
        <source>Make the room</source>
        <translation>Создать комнату</translation>
    </message>
    <message>
        <source>Name of the room</source>
        <translation>Название комнаты</translation>
    </message>
    <message>
        <source>Topic (optional)</source>
        <translation>Тема (необязательно)</translation>
    </message>
    <message>
        <source>Who may enter</source>
        <translation>Кто может войти</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>With an account</source>
        <translation>С учётной записью</translation>
    </message>
    <message>
        <source>Invited only</source>
        <translation>По приглашению</translation>
    </message>
    <message>
        <source>With a password</source>
        <translation>С паролем</translation>
    </message>
    <message>
        <source>Hidden from the list</source>
        <translation>Скрыта из списка</translation>
    </message>
    <message>
        <source>Messages are kept</source>
        <translation>Срок хранения сообщений</translation>
    </message>
    <message>
        <source>The server decides whether newcomers see earlier messages.</source>
        <translation>Видят ли новички прежние сообщения, решает сервер.</translation>
    </message>
    <message>
        <source>The server decides how long messages are kept.</source>
        <translation>Как долго хранятся сообщения, решает сервер.</translation>
    </message>
    <message>
        <source>It cannot limit a room to people with an account.</source>
        <translation>Он не умеет пускать только людей с учётной записью.</translation>
    </message>
    <message>
        <source>The name of a room has no commas.</source>
        <translation>В названии комнаты не бывает запятых.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>The password of a room has no spaces and no commas.</source>
        <translation>В пароле комнаты нет пробелов и запятых.</translation>
    </message>
    <message>
        <source>New members see only what is said after they came</source>
        <translation>Новым участникам видно только сказанное после их прихода</translation>
    </message>
</context>
<context>
    <name>RoomHeader</name>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Invite others</source>
        <translation>Пригласить</translation>
    </message>
    <message>
        <source>Search here (Ctrl+F)</source>
        <translation>Поиск здесь (Ctrl+F)</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>What is this room about?</source>
        <translation>О чём эта комната?</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Кто это?</translation>
    </message>
    <message>
        <source>Change the topic</source>
        <translation>Изменить тему</translation>
    </message>
    <message numerus="yes">
        <source>%n people here</source>
        <translation>
            <numerusform>Здесь %n человек</numerusform>
            <numerusform>Здесь %n человека</numerusform>
            <numerusform>Здесь %n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>Direct messages on {0}</source>
        <translation>Личная переписка в {0}</translation>
    </message>
    <message>
        <source>Add a topic</source>
        <translation>Добавить тему</translation>
    </message>
    <message>
        <source>Hide the people</source>
        <translation>Скрыть людей</translation>
    </message>
    <message>
        <source>Show the people</source>
        <translation>Показать людей</translation>
    </message>
    <message>
        <source>The topic can be changed once you are connected.</source>
        <translation>Тему можно изменить, когда есть соединение.</translation>
    </message>
    <message>
        <source>Messages of the server, and answers to commands</source>
        <translation>Сообщения сервера и ответы на команды</translation>
    </message>
    <message>
        <source>Not encrypted: others on the way can read along</source>
        <translation>Без шифрования: по пути это могут прочитать другие</translation>
    </message>
    <message>
        <source>Room settings</source>
        <translation>Настройки комнаты</translation>
    </message>
    <message numerus="yes">
        <source>Recorded: messages are kept for %n days</source>
        <translation>
            <numerusform>Запись ведётся: сообщения хранятся %n день</numerusform>
            <numerusform>Запись ведётся: сообщения хранятся %n дня</numerusform>
            <numerusform>Запись ведётся: сообщения хранятся %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Recorded: messages are kept for good</source>
        <translation>Запись ведётся: сообщения хранятся бессрочно</translation>
    </message>
</context>
<context>
    <name>RoomMarksMenu</name>
    <message>
        <source>Unmute notifications</source>
        <translation>Включить уведомления</translation>
    </message>
    <message>
        <source>Mute notifications</source>
        <translation>Выключить уведомления</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>На час</translation>
    </message>
    <message>
        <source>For 8 hours</source>
        <translation>На 8 часов</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>До завтрашнего утра</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>На неделю</translation>
    </message>
    <message>
        <source>Until I unmute it</source>
        <translation>Пока не включу</translation>
    </message>
    <message>
        <source>Notify me</source>
        <translation>Уведомлять меня</translation>
    </message>
    <message>
        <source>As the settings say</source>
        <translation>Как в настройках</translation>
    </message>
    <message>
        <source>Of every message</source>
        <translation>О каждом сообщении</translation>
    </message>
    <message>
        <source>Of mentions only</source>
        <translation>Только об упоминаниях</translation>
    </message>
    <message>
        <source>Of nothing</source>
        <translation>Ни о чём</translation>
    </message>
    <message>
        <source>Place in the list</source>
        <translation>Место в списке</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Выше</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Ниже</translation>
    </message>
    <message>
        <source>In no group</source>
        <translation>Без группы</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Новая группа…</translation>
    </message>
</context>
<context>
    <name>RoomPane</name>
    <message>
        <source>This is between the two of you. Say hello.</source>
        <translation>Это видите только вы двое. Поздоровайтесь.</translation>
    </message>
    <message>
        <source>Messages of the server appear here.</source>
        <translation>Здесь появляются сообщения сервера.</translation>
    </message>
    <message>
        <source>No messages yet. Say hello.</source>
        <translation>Сообщений пока нет. Поздоровайтесь.</translation>
    </message>
    <message>
        <source>This server cannot keep pins</source>
        <translation>Этот сервер не хранит закреплённое</translation>
    </message>
    <message>
        <source>Reply (this server cannot)</source>
        <translation>Ответить (этот сервер не умеет)</translation>
    </message>
    <message>
        <source>Edit (this server cannot)</source>
        <translation>Изменить (этот сервер не умеет)</translation>
    </message>
    <message>
        <source>Delete (this server cannot)</source>
        <translation>Удалить (этот сервер не умеет)</translation>
    </message>
</context>
<context>
    <name>RoomSettingsActions</name>
    <message>
        <source>Owners: {0}</source>
        <translation>Владельцы: {0}</translation>
    </message>
    <message>
        <source>Administrators: {0}</source>
        <translation>Администраторы: {0}</translation>
    </message>
    <message>
        <source>Moderators: {0}</source>
        <translation>Модераторы: {0}</translation>
    </message>
    <message>
        <source>Helpers: {0}</source>
        <translation>Помощники: {0}</translation>
    </message>
    <message>
        <source>With a voice: {0}</source>
        <translation>С голосом: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
            <numerusform>ещё %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomSettingsDialog</name>
    <message>
        <source>Settings of {0}</source>
        <translation>Настройки {0}</translation>
    </message>
    <message>
        <source>Most people in the room</source>
        <translation>Наибольшее число людей в комнате</translation>
    </message>
    <message>
        <source>Bans and invitations…</source>
        <translation>Баны и приглашения…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Only moderators of the room change its settings.</source>
        <translation>Настройки комнаты меняют только модераторы.</translation>
    </message>
    <message>
        <source>Who may enter</source>
        <translation>Кто может войти</translation>
    </message>
    <message>
        <source>Only invited people</source>
        <translation>Только по приглашению</translation>
    </message>
    <message>
        <source>Only people with an account</source>
        <translation>Только с учётной записью</translation>
    </message>
    <message>
        <source>Only over an encrypted connection</source>
        <translation>Только по зашифрованному соединению</translation>
    </message>
    <message>
        <source>Password (empty: none)</source>
        <translation>Пароль (пусто: без пароля)</translation>
    </message>
    <message>
        <source>Most people in the room (0: any number)</source>
        <translation>Наибольшее число людей (0: без ограничения)</translation>
    </message>
    <message>
        <source>Who may speak</source>
        <translation>Кто может писать</translation>
    </message>
    <message>
        <source>Only people in the room</source>
        <translation>Только люди в комнате</translation>
    </message>
    <message>
        <source>Only moderators and people with a voice</source>
        <translation>Только модераторы и люди с голосом</translation>
    </message>
    <message>
        <source>Only people with an account or a voice</source>
        <translation>Только с учётной записью или голосом</translation>
    </message>
    <message>
        <source>The room</source>
        <translation>Комната</translation>
    </message>
    <message>
        <source>Only moderators change the topic</source>
        <translation>Тему меняют только модераторы</translation>
    </message>
    <message>
        <source>Hidden from the list of rooms</source>
        <translation>Не показывать в списке комнат</translation>
    </message>
    <message>
        <source>No colours and formatting in messages</source>
        <translation>Без цветов и оформления в сообщениях</translation>
    </message>
    <message>
        <source>No requests to the programs of people (CTCP)</source>
        <translation>Без запросов к программам людей (CTCP)</translation>
    </message>
    <message>
        <source>The server decides how long messages are kept.</source>
        <translation>Как долго хранятся сообщения, решает сервер.</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Nobody has a role.</source>
        <translation>Ни у кого нет роли.</translation>
    </message>
    <message>
        <source>The menu of a person changes the role.</source>
        <translation>Роль меняется в меню человека.</translation>
    </message>
    <message>
        <source>This server cannot do this.</source>
        <translation>Этот сервер так не умеет.</translation>
    </message>
    <message>
        <source>The password of a room has no spaces and no commas.</source>
        <translation>В пароле комнаты нет пробелов и запятых.</translation>
    </message>
    <message>
        <source>The server keeps messages for good.</source>
        <translation>Сервер хранит сообщения всегда.</translation>
    </message>
    <message numerus="yes">
        <source>The server deletes messages after %n days.</source>
        <translation>
            <numerusform>Сервер удаляет сообщения через %n день.</numerusform>
            <numerusform>Сервер удаляет сообщения через %n дня.</numerusform>
            <numerusform>Сервер удаляет сообщения через %n дней.</numerusform>
        </translation>
    </message>
    <message>
        <source>New members see only what is said after they came</source>
        <translation>Новым участникам видно только сказанное после их прихода</translation>
    </message>
    <message>
        <source>Messages are kept</source>
        <translation>Срок хранения сообщений</translation>
    </message>
    <message>
        <source>What is older is deleted for good, and its files too.</source>
        <translation>Всё более старое удаляется навсегда, и файлы тоже.</translation>
    </message>
</context>
<context>
    <name>RoomsModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n непрочитанное</numerusform>
            <numerusform>%n непрочитанных</numerusform>
            <numerusform>%n непрочитанных</numerusform>
        </translation>
    </message>
    <message>
        <source>muted</source>
        <translation>без уведомлений</translation>
    </message>
    <message numerus="yes">
        <source>%n for you</source>
        <translation>
            <numerusform>%n для вас</numerusform>
            <numerusform>%n для вас</numerusform>
            <numerusform>%n для вас</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Подключено</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Нет связи</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>Message requests</source>
        <translation>Запросы на переписку</translation>
    </message>
    <message>
        <source>People you have not written to</source>
        <translation>Люди, которым вы не писали</translation>
    </message>
    <message numerus="yes">
        <source>Message requests, %n waiting</source>
        <translation>
            <numerusform>Запросы на переписку, %n ждёт</numerusform>
            <numerusform>Запросы на переписку, %n ждут</numerusform>
            <numerusform>Запросы на переписку, %n ждут</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected, not encrypted</source>
        <translation>Подключено, без шифрования</translation>
    </message>
    <message>
        <source>muted until {0}</source>
        <translation>без уведомлений до {0}</translation>
    </message>
    <message>
        <source>invitation of {0}</source>
        <translation>приглашает {0}</translation>
    </message>
    <message>
        <source>{0} invites you to {1}</source>
        <translation>{0} приглашает вас в {1}</translation>
    </message>
    <message>
        <source>online</source>
        <translation>в сети</translation>
    </message>
    <message>
        <source>away</source>
        <translation>нет на месте</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>не в сети</translation>
    </message>
    <message>
        <source>group {0}</source>
        <translation>группа {0}</translation>
    </message>
</context>
<context>
    <name>RoomsPage</name>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Search rooms and topics</source>
        <translation>Поиск комнат и тем</translation>
    </message>
    <message>
        <source>Topic…</source>
        <translation>Тема…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Everybody enters the chat here.</source>
        <translation>Сюда попадают все, кто входит в чат.</translation>
    </message>
    <message>
        <source>While it runs, you see its rooms here.</source>
        <translation>Пока он работает, здесь видны его комнаты.</translation>
    </message>
    <message>
        <source>No room yet</source>
        <translation>Комнат пока нет</translation>
    </message>
    <message>
        <source>Everybody may make rooms in the chat window.</source>
        <translation>Комнаты создаёт каждый в окне чата.</translation>
    </message>
    <message>
        <source>No room found</source>
        <translation>Комната не найдена</translation>
    </message>
    <message>
        <source>Search for a name or a topic.</source>
        <translation>Ищите по названию или теме.</translation>
    </message>
</context>
<context>
    <name>RouterCard</name>
    <message>
        <source>From the internet</source>
        <translation>Из интернета</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Open the port…</source>
        <translation>Открыть порт…</translation>
    </message>
    <message>
        <source>Your router keeps people from the internet out. It can open a port for this chat.</source>
        <translation>Маршрутизатор не пускает людей из интернета. Он может открыть порт для этого чата.</translation>
    </message>
    <message>
        <source>The router lets people from the internet in at {address}. It is in the link, too.</source>
        <translation>Маршрутизатор пускает людей из интернета по адресу {address}. Он есть и в ссылке.</translation>
    </message>
    <message>
        <source>The router is being asked…</source>
        <translation>Спрашиваем маршрутизатор…</translation>
    </message>
    <message>
        <source>Stop asking</source>
        <translation>Больше не просить</translation>
    </message>
</context>
<context>
    <name>RouterQuestion</name>
    <message>
        <source>Your router then lets everybody on the internet reach this chat; the page Links says who may come in. The port is closed again when the chat stops.</source>
        <translation>Тогда к чату сможет подключиться весь интернет; кто войдёт, решает страница «Ссылки». Порт закроется, когда чат остановится.</translation>
    </message>
    <message>
        <source>Open the chat to the internet?</source>
        <translation>Открыть чат для интернета?</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search messages</source>
        <translation>Поиск сообщений</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Закрыть поиск</translation>
    </message>
    <message>
        <source>In all rooms</source>
        <translation>Во всех комнатах</translation>
    </message>
    <message>
        <source>Nothing was found for “{0}”.</source>
        <translation>По запросу «{0}» ничего не найдено.</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Результаты поиска</translation>
    </message>
    <message>
        <source>Type words to search all messages.</source>
        <translation>Введите слова для поиска по всем сообщениям.</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Добавить фильтр</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Идёт поиск…</translation>
    </message>
    <message numerus="yes">
        <source>%n results</source>
        <translation>
            <numerusform>%n результат</numerusform>
            <numerusform>%n результата</numerusform>
            <numerusform>%n результатов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>This message is in a room that is not open.</source>
        <translation>Это сообщение из комнаты, которая сейчас не открыта.</translation>
    </message>
</context>
<context>
    <name>SecretQuestion</name>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ServerText</name>
    <message>
        <source>Port {0} is busy: another program listens on {1}. Choose another port.</source>
        <translation>Порт {0} занят: адрес {1} слушает другая программа. Выберите другой порт.</translation>
    </message>
    <message>
        <source>Port {0} needs an administrator: choose a port above 1023.</source>
        <translation>Для порта {0} нужны права администратора: выберите порт больше 1023.</translation>
    </message>
    <message>
        <source>This computer cannot listen on {0}: {1}.</source>
        <translation>Этот компьютер не может принимать подключения на {0}: {1}.</translation>
    </message>
    <message>
        <source>Another server uses the data folder {0}: stop that server, or choose another folder.</source>
        <translation>Папка данных {0} занята другим сервером: остановите его или укажите другую.</translation>
    </message>
    <message>
        <source>The data folder {0} cannot be written: {1}.</source>
        <translation>Нельзя писать в папку данных {0}: {1}.</translation>
    </message>
    <message>
        <source>The control channel cannot be opened: {0}.</source>
        <translation>Не удаётся открыть канал управления: {0}.</translation>
    </message>
    <message>
        <source>tls.key is set and tls.certificate is not: set both, or neither.</source>
        <translation>В tls.key указан ключ, а в tls.certificate нет сертификата: задайте оба или ни одного.</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}.</source>
        <translation>{0} непригоден: {1}.</translation>
    </message>
    <message>
        <source>The server could not start.</source>
        <translation>Сервер не смог запуститься.</translation>
    </message>
    <message>
        <source>The server keeps crashing.</source>
        <translation>Сервер снова и снова завершается с ошибкой.</translation>
    </message>
    <message>
        <source>The settings were read again.</source>
        <translation>Настройки прочитаны заново.</translation>
    </message>
    <message>
        <source>The settings were read again. These change at the next start: {0}.</source>
        <translation>Настройки прочитаны заново. При следующем запуске изменятся: {0}.</translation>
    </message>
    <message>
        <source>The settings {0} cannot be read: {1}.</source>
        <translation>Не удаётся прочитать настройки {0}: {1}.</translation>
    </message>
    <message>
        <source>The settings {0} are not TOML: {1}.</source>
        <translation>Настройки {0} не в формате TOML: {1}.</translation>
    </message>
    <message>
        <source>The settings {0} have {1} outside a section.</source>
        <translation>В настройках {0} значение {1} стоит вне раздела.</translation>
    </message>
    <message>
        <source>--set {0} cannot be understood: write section.key=value.</source>
        <translation>Непонятно: --set {0}. Пишите раздел.ключ=значение.</translation>
    </message>
    <message>
        <source>There is no setting {0}.</source>
        <translation>Настройки {0} нет.</translation>
    </message>
    <message>
        <source>There is no setting {0}. Did you mean {1}?</source>
        <translation>Настройки {0} нет. Может быть, {1}?</translation>
    </message>
    <message>
        <source>{0} is true or false, not {1}.</source>
        <translation>{0} — true или false, а не {1}.</translation>
    </message>
    <message>
        <source>{0} is a whole number, not {1}.</source>
        <translation>{0} — целое число, а не {1}.</translation>
    </message>
    <message>
        <source>{0} is a number from {1} to {2}, not {3}.</source>
        <translation>{0} — число от {1} до {2}, а не {3}.</translation>
    </message>
    <message>
        <source>{0} is a text, not {1}.</source>
        <translation>{0} — текст, а не {1}.</translation>
    </message>
    <message>
        <source>{0} is one of {1}, not {2}.</source>
        <translation>{0} — одно из {1}, а не {2}.</translation>
    </message>
    <message>
        <source>{0} is too long or contains invalid characters.</source>
        <translation>{0}: слишком длинно или есть недопустимые знаки.</translation>
    </message>
    <message>
        <source>A picture of you is a PNG, JPEG, GIF or WebP file.</source>
        <translation>Ваша фотография — это файл PNG, JPEG, GIF или WebP.</translation>
    </message>
    <message>
        <source>{0} is one line.</source>
        <translation>{0} — одна строка.</translation>
    </message>
    <message>
        <source>The figures are at /metrics, the health is at /health.</source>
        <translation>Показатели — по адресу /metrics, состояние — по адресу /health.</translation>
    </message>
    <message>
        <source>{0} is an address of this computer only, for example 127.0.0.1:9464, not {1}.</source>
        <translation>{0} — адрес только этого компьютера, например 127.0.0.1:9464, а не {1}.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>The setting cannot be saved: {0}.</source>
        <translation>Не удаётся сохранить настройку: {0}.</translation>
    </message>
    <message>
        <source>There is no request {0}.</source>
        <translation>Запроса {0} нет.</translation>
    </message>
    <message>
        <source>This end of the control channel takes requests only.</source>
        <translation>На этом конце канала управления понятны только запросы.</translation>
    </message>
    <message>
        <source>This chat is full: it cannot take more connections now.</source>
        <translation>Чат заполнен: сейчас он не может принять больше соединений.</translation>
    </message>
    <message>
        <source>Too many connections from your address.</source>
        <translation>С вашего адреса слишком много соединений.</translation>
    </message>
    <message>
        <source>You connect too often: try again in a minute.</source>
        <translation>Вы подключаетесь слишком часто: попробуйте через минуту.</translation>
    </message>
    <message>
        <source>The host has stopped this chat.</source>
        <translation>Владелец остановил этот чат.</translation>
    </message>
    <message>
        <source>Internal error: this chat is being restarted.</source>
        <translation>В чате произошла ошибка, он перезапускается.</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>Внутренняя ошибка</translation>
    </message>
    <message>
        <source>Reads too slowly</source>
        <translation>Слишком медленно читает</translation>
    </message>
    <message>
        <source>Connection reset</source>
        <translation>Соединение сброшено</translation>
    </message>
    <message>
        <source>Connection closed</source>
        <translation>Соединение закрыто</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Без шифрования</translation>
    </message>
    <message>
        <source>Encryption failed</source>
        <translation>Ошибка шифрования</translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation>Соединение закончилось.</translation>
    </message>
    <message>
        <source>A node still runs: stop all nodes first.</source>
        <translation>Один узел ещё работает: сначала остановите все узлы.</translation>
    </message>
    <message>
        <source>{0} cannot be used, or its node still runs.</source>
        <translation>Папкой {0} нельзя воспользоваться, или её узел ещё работает.</translation>
    </message>
    <message>
        <source>{0} is no key of a cluster: make one with “desktop-chat cluster key”.</source>
        <translation>{0} — не ключ кластера: создайте его командой «desktop-chat cluster key».</translation>
    </message>
    <message>
        <source>The key {0} cannot be read: make one with “desktop-chat cluster key”.</source>
        <translation>Ключ {0} нельзя прочитать: создайте его командой «desktop-chat cluster key».</translation>
    </message>
    <message>
        <source>Another node has begun the chat at the same moment: start this node again.</source>
        <translation>Другой узел начал этот чат в тот же миг: запустите этот узел ещё раз.</translation>
    </message>
    <message>
        <source>The NATS servers keep no chat {0}.</source>
        <translation>На серверах NATS нет чата {0}.</translation>
    </message>
    <message>
        <source>This folder lacks messages that the log has forgotten: restore a backup of a running node here.</source>
        <translation>В этой папке нет сообщений, которых уже нет и в журнале: восстановите здесь копию работающего узла.</translation>
    </message>
    <message>
        <source>This folder does not hold what the cluster&apos;s chat began with: restore a backup of a running node here.</source>
        <translation>В этой папке не то, с чего начался чат кластера: восстановите здесь копию работающего узла.</translation>
    </message>
    <message>
        <source>This folder lacks entry {0} of the log: take the folder of the node that stopped last.</source>
        <translation>В этой папке нет записи {0} журнала: возьмите папку узла, который остановился последним.</translation>
    </message>
    <message>
        <source>A node needs the client of NATS: pip install “desktop-chat[cluster]”.</source>
        <translation>Узлу нужен клиент NATS: pip install «desktop-chat[cluster]».</translation>
    </message>
    <message>
        <source>The certificate {0} cannot be read: {1}.</source>
        <translation>Сертификат {0} нельзя прочитать: {1}.</translation>
    </message>
    <message>
        <source>{0} does not sync each write: set sync_interval to always there.</source>
        <translation>{0} записывает на диск не сразу: задайте там sync_interval: always.</translation>
    </message>
    <message>
        <source>{0} belongs to another chat than the cluster: choose an empty folder.</source>
        <translation>{0} — от другого чата, не от кластера: выберите пустую папку.</translation>
    </message>
    <message>
        <source>{0} is a list that is not empty, not {1}.</source>
        <translation>{0} — непустой список, а не {1}.</translation>
    </message>
    <message>
        <source>{0} is a name with a dot, for example desktop.chat, not {1}.</source>
        <translation>{0} — имя с точкой, например desktop.chat, а не {1}.</translation>
    </message>
    <message>
        <source>{0} is the name of a room, for example #lobby, not {1}.</source>
        <translation>{0} — название комнаты, например #lobby, а не {1}.</translation>
    </message>
    <message>
        <source>There is no chat in the folder {0}.</source>
        <translation>В папке {0} нет чата.</translation>
    </message>
    <message>
        <source>The backup {0} cannot be written: {1}.</source>
        <translation>Резервную копию {0} не удалось записать: {1}.</translation>
    </message>
    <message>
        <source>The backup {0} cannot be read: {1}.</source>
        <translation>Резервную копию {0} не удалось прочитать: {1}.</translation>
    </message>
    <message>
        <source>The backup {0} is damaged: {1} in it cannot be read.</source>
        <translation>Резервная копия {0} повреждена: в ней не читается {1}.</translation>
    </message>
    <message>
        <source>{0} is no backup of a chat.</source>
        <translation>{0} — не резервная копия чата.</translation>
    </message>
    <message>
        <source>A newer version of this program made the backup {0}.</source>
        <translation>Резервную копию {0} сделала более новая версия программы.</translation>
    </message>
    <message>
        <source>The chat&apos;s database is damaged, so no backup was made: {0}.</source>
        <translation>База данных чата повреждена, поэтому копия не сделана: {0}.</translation>
    </message>
    <message>
        <source>The database belongs to another program.</source>
        <translation>База данных принадлежит другой программе.</translation>
    </message>
    <message>
        <source>The chat in {0} is running: stop it first.</source>
        <translation>Чат в папке {0} работает: сначала остановите его.</translation>
    </message>
    <message>
        <source>No backup was restored in {0}, so there is nothing to put back.</source>
        <translation>В папке {0} не восстанавливали копию, возвращать нечего.</translation>
    </message>
    <message>
        <source>Port {0} is busy: {1} (process {2}) listens on {3}. Choose another port.</source>
        <translation>Порт {0} занят: адрес {3} слушает {1} (процесс {2}). Выберите другой порт.</translation>
    </message>
    <message numerus="yes">
        <source>The certificate ends in %n days. Renew it: programs of people will refuse to connect.</source>
        <translation>
            <numerusform>Сертификат действует ещё %n день. Продлите его: иначе программы людей откажутся подключаться.</numerusform>
            <numerusform>Сертификат действует ещё %n дня. Продлите его: иначе программы людей откажутся подключаться.</numerusform>
            <numerusform>Сертификат действует ещё %n дней. Продлите его: иначе программы людей откажутся подключаться.</numerusform>
        </translation>
    </message>
    <message>
        <source>The certificate has ended. Renew it: programs of people refuse to connect.</source>
        <translation>Срок сертификата истёк. Продлите его: программы людей отказываются подключаться.</translation>
    </message>
    <message>
        <source>The body is not UTF-8.</source>
        <translation>Тело не в UTF-8.</translation>
    </message>
    <message>
        <source>The body is no JSON object.</source>
        <translation>Тело — не объект JSON.</translation>
    </message>
    <message>
        <source>The body has no text.</source>
        <translation>В теле нет текста.</translation>
    </message>
    <message>
        <source>The form has no field payload.</source>
        <translation>В форме нет поля payload.</translation>
    </message>
    <message>
        <source>A webhook takes JSON, plain text or a form, not {0}.</source>
        <translation>Вебхук принимает JSON, простой текст или форму, а не {0}.</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ок</translation>
    </message>
    <message>
        <source>ok: there is nothing to say about this event.</source>
        <translation>ок: об этом событии нечего сказать.</translation>
    </message>
    <message>
        <source>The file is larger than announced.</source>
        <translation>Файл больше, чем было объявлено.</translation>
    </message>
    <message>
        <source>The disk of this chat is full.</source>
        <translation>Диск этого чата заполнен.</translation>
    </message>
    <message>
        <source>The file could not be written to the disk.</source>
        <translation>Файл не удалось записать на диск.</translation>
    </message>
    <message>
        <source>Only pictures, sound and video can be sent here.</source>
        <translation>Здесь можно отправлять только изображения, звук и видео.</translation>
    </message>
    <message>
        <source>Log in with your account, or ask the chat for an upload address.</source>
        <translation>Войдите в свою учётную запись или запросите у чата адрес для отправки.</translation>
    </message>
    <message>
        <source>This upload has begun already: ask how far it is.</source>
        <translation>Эта отправка уже начата: узнайте, сколько принято.</translation>
    </message>
    <message>
        <source>No upload has begun at this address.</source>
        <translation>По этому адресу отправка не начиналась.</translation>
    </message>
    <message>
        <source>The file is shorter than that.</source>
        <translation>Файл короче.</translation>
    </message>
    <message>
        <source>The upload goes on at another place.</source>
        <translation>Отправка продолжается с другого места.</translation>
    </message>
    <message>
        <source>{0} is an address that begins with https://, not {1}.</source>
        <translation>{0} — это адрес, который начинается с https://, а не {1}.</translation>
    </message>
    <message>
        <source>No chat runs in the folder {0}.</source>
        <translation>В папке {0} не работает чат.</translation>
    </message>
    <message>
        <source>This server has no contact with the others of its cluster: try again soon.</source>
        <translation>У этого сервера нет связи с остальными серверами его кластера: попробуйте ещё раз чуть позже.</translation>
    </message>
    <message>
        <source>The file is smaller than announced.</source>
        <translation>Файл меньше, чем было объявлено.</translation>
    </message>
    <message>
        <source>The router has no address of its own on the internet, so nobody outside can reach this chat.</source>
        <translation>У маршрутизатора нет собственного адреса в интернете, поэтому снаружи чат недоступен.</translation>
    </message>
    <message>
        <source>The router does not open a port: {0}.</source>
        <translation>Маршрутизатор не открывает порт: {0}.</translation>
    </message>
    <message>
        <source>other computers use them</source>
        <translation>их занимают другие компьютеры</translation>
    </message>
    <message>
        <source>The chat listens on this computer alone.</source>
        <translation>Чат доступен только на этом компьютере.</translation>
    </message>
    <message>
        <source>Only people on this network may join: the setting “From where people may join” says so.</source>
        <translation>Входить могут только люди из этой сети: так задано в настройке «Откуда можно войти».</translation>
    </message>
    <message>
        <source>No router answers that opens ports by itself (UPnP, NAT-PMP). Open the port {0} in the router&apos;s settings.</source>
        <translation>Нет маршрутизатора, который сам открывает порты (UPnP, NAT-PMP). Откройте порт {0} в его настройках.</translation>
    </message>
    <message>
        <source>that is switched off in its settings</source>
        <translation>это выключено в его настройках</translation>
    </message>
    <message>
        <source>it has no connection to the internet</source>
        <translation>у него нет связи с интернетом</translation>
    </message>
    <message>
        <source>The router does not answer.</source>
        <translation>Маршрутизатор не отвечает.</translation>
    </message>
</context>
<context>
    <name>ServerTrust</name>
    <message>
        <source>The server&apos;s key cannot be kept: {0}.</source>
        <translation>Не удаётся запомнить ключ сервера: {0}.</translation>
    </message>
</context>
<context>
    <name>ServiceText</name>
    <message>
        <source>You are not logged in to an account.</source>
        <translation>Вы не вошли в учётную запись.</translation>
    </message>
    <message>
        <source>Registration of accounts is disabled here.</source>
        <translation>Новые учётные записи здесь не создаются.</translation>
    </message>
    <message>
        <source>An account needs an email address here: use /REGISTER.</source>
        <translation>Здесь учётной записи нужен адрес электронной почты: используйте /REGISTER.</translation>
    </message>
    <message>
        <source>Account created.</source>
        <translation>Учётная запись создана.</translation>
    </message>
    <message>
        <source>Only server operators can do this.</source>
        <translation>Это могут только операторы сервера.</translation>
    </message>
    <message>
        <source>The account {0} was created.</source>
        <translation>Учётная запись {0} создана.</translation>
    </message>
    <message>
        <source>The account could not be created: try again.</source>
        <translation>Создать учётную запись не удалось: попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Wrong name or password.</source>
        <translation>Имя или пароль не подошли.</translation>
    </message>
    <message>
        <source>Your other connections do not belong to this account: close them first.</source>
        <translation>Другие ваши соединения не от этой учётной записи: сначала закройте их.</translation>
    </message>
    <message>
        <source>You are now logged in as {0}.</source>
        <translation>Вы вошли в учётную запись {0}.</translation>
    </message>
    <message>
        <source>Other connections share your name: close them first.</source>
        <translation>Ваше имя у нескольких соединений: сначала закройте остальные.</translation>
    </message>
    <message>
        <source>You are logged out.</source>
        <translation>Вы вышли из учётной записи.</translation>
    </message>
    <message>
        <source>Give the old password, then the new one.</source>
        <translation>Укажите старый пароль, затем новый.</translation>
    </message>
    <message>
        <source>The password could not be changed: try again.</source>
        <translation>Сменить пароль не удалось: попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>The password was changed.</source>
        <translation>Пароль изменён.</translation>
    </message>
    <message>
        <source>Wrong old password.</source>
        <translation>Старый пароль не подошёл.</translation>
    </message>
    <message>
        <source>Your client has no certificate: give the SHA-256 fingerprint of a certificate.</source>
        <translation>У вашей программы нет сертификата: укажите отпечаток SHA-256.</translation>
    </message>
    <message>
        <source>This certificate belongs to an account already.</source>
        <translation>Этот сертификат уже от какой-то учётной записи.</translation>
    </message>
    <message>
        <source>An account has at most {0} certificates.</source>
        <translation>У учётной записи может быть не больше {0} сертификатов.</translation>
    </message>
    <message>
        <source>The certificate {0} now logs in to {1}.</source>
        <translation>Сертификат {0} теперь открывает {1}.</translation>
    </message>
    <message>
        <source>This certificate does not belong to your account.</source>
        <translation>Этот сертификат не от вашей учётной записи.</translation>
    </message>
    <message>
        <source>This is the only way to log in to your account: set a password first.</source>
        <translation>Это единственный способ войти в вашу учётную запись: сначала задайте пароль.</translation>
    </message>
    <message>
        <source>The certificate {0} no longer logs in to {1}.</source>
        <translation>Сертификат {0} больше не открывает {1}.</translation>
    </message>
    <message>
        <source>Use CERT ADD, CERT LIST or CERT DEL.</source>
        <translation>Используйте CERT ADD, CERT LIST или CERT DEL.</translation>
    </message>
    <message>
        <source>Nobody uses the name {0}.</source>
        <translation>Имя {0} никто не носит.</translation>
    </message>
    <message>
        <source>This is you.</source>
        <translation>Это вы сами.</translation>
    </message>
    <message>
        <source>{0} is not yours.</source>
        <translation>{0}: это не ваше.</translation>
    </message>
    <message>
        <source>The name {0} is free.</source>
        <translation>Имя {0} свободно.</translation>
    </message>
    <message>
        <source>There is no account {0}.</source>
        <translation>Учётной записи {0} нет.</translation>
    </message>
    <message>
        <source>The account {0} exists since {1}.</source>
        <translation>Учётная запись {0} существует с {1}.</translation>
    </message>
    <message>
        <source>Online as {0}</source>
        <translation>Сейчас здесь как {0}</translation>
    </message>
    <message>
        <source>Not online.</source>
        <translation>Сейчас не здесь.</translation>
    </message>
    <message>
        <source>Always on: {0}. Certificates: {1}.</source>
        <translation>Всегда в комнатах: {0}. Сертификаты: {1}.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Email: {0}</source>
        <translation>Почта: {0}</translation>
    </message>
    <message>
        <source>To delete your account for good, send DROP {0}.</source>
        <translation>Чтобы удалить учётную запись навсегда, отправьте DROP {0}.</translation>
    </message>
    <message>
        <source>{0} is logged in to the account too: log out there first.</source>
        <translation>{0} тоже в этой учётной записи: сначала выйдите там.</translation>
    </message>
    <message>
        <source>The account {0} was deleted.</source>
        <translation>Учётная запись {0} удалена.</translation>
    </message>
    <message>
        <source>Use SET ALWAYS-ON or SET MULTICLIENT with ON or OFF.</source>
        <translation>Используйте SET ALWAYS-ON или SET MULTICLIENT с ON или OFF.</translation>
    </message>
    <message>
        <source>You stay in your rooms when you disconnect.</source>
        <translation>После отключения вы остаётесь в комнатах.</translation>
    </message>
    <message>
        <source>You leave your rooms when you disconnect.</source>
        <translation>После отключения вы выходите из комнат.</translation>
    </message>
    <message>
        <source>Your connections share your name.</source>
        <translation>Все ваши соединения носят одно имя.</translation>
    </message>
    <message>
        <source>Only one connection at a time has your name.</source>
        <translation>Ваше имя носит одно соединение.</translation>
    </message>
    <message>
        <source>There is no room {0}.</source>
        <translation>Комнаты {0} нет.</translation>
    </message>
    <message>
        <source>You are not an operator of {0}.</source>
        <translation>Вы не оператор {0}.</translation>
    </message>
    <message>
        <source>{0} has a founder already.</source>
        <translation>У {0} уже есть основатель.</translation>
    </message>
    <message>
        <source>You are the founder of {0} now.</source>
        <translation>Вы теперь основатель {0}.</translation>
    </message>
    <message>
        <source>To give up {0}, send DROP {0} {0}.</source>
        <translation>Чтобы отказаться от {0}, отправьте DROP {0} {0}.</translation>
    </message>
    <message>
        <source>{0} has no founder any more.</source>
        <translation>У {0} больше нет основателя.</translation>
    </message>
    <message>
        <source>You are not a moderator of {0}.</source>
        <translation>Вы не ведёте {0}.</translation>
    </message>
    <message>
        <source>{0} is not in {1}.</source>
        <translation>{0} сейчас не в {1}.</translation>
    </message>
    <message>
        <source>{0} has a higher role than you.</source>
        <translation>У {0} роль выше вашей.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Готово.</translation>
    </message>
    <message>
        <source>The change is one of +a +o +h +v -a -o -h -v.</source>
        <translation>Изменение — одно из +a +o +h +v -a -o -h -v.</translation>
    </message>
    <message>
        <source>{0} has +{1} in {2}.</source>
        <translation>У {0} роль +{1} в {2}.</translation>
    </message>
    <message>
        <source>{0} has no role in {1}.</source>
        <translation>У {0} нет роли в {1}.</translation>
    </message>
    <message>
        <source>{0} +{1}</source>
        <translation>{0} +{1}</translation>
    </message>
    <message>
        <source>{0} (a guest)</source>
        <translation>{0} (гость)</translation>
    </message>
    <message>
        <source>a guest</source>
        <translation>гость</translation>
    </message>
    <message>
        <source>End of the roles of {0}.</source>
        <translation>Конец списка ролей {0}.</translation>
    </message>
    <message>
        <source>{1} is the founder of {0} now.</source>
        <translation>{1} теперь основатель {0}.</translation>
    </message>
    <message>
        <source>{0} exists since {1}.</source>
        <translation>{0} существует с {1}.</translation>
    </message>
    <message>
        <source>Its founder is {0}.</source>
        <translation>Основатель: {0}.</translation>
    </message>
    <message>
        <source>Its founder is a guest.</source>
        <translation>Основатель — гость.</translation>
    </message>
    <message>
        <source>It has no founder.</source>
        <translation>Основателя нет.</translation>
    </message>
    <message>
        <source>Unknown order {0}. Send HELP for a list.</source>
        <translation>Неизвестное указание {0}. Список: HELP.</translation>
    </message>
    <message>
        <source>Usage: {0}</source>
        <translation>Нужно так: {0}</translation>
    </message>
    <message>
        <source>{0} understands:</source>
        <translation>{0} понимает:</translation>
    </message>
    <message>
        <source>{0} - {1}</source>
        <translation>{0} - {1}</translation>
    </message>
    <message>
        <source>register your nick as an account</source>
        <translation>сделать своё имя учётной записью</translation>
    </message>
    <message>
        <source>log in</source>
        <translation>войти</translation>
    </message>
    <message>
        <source>change your password</source>
        <translation>сменить пароль</translation>
    </message>
    <message>
        <source>delete your account for good</source>
        <translation>удалить учётную запись навсегда</translation>
    </message>
    <message>
        <source>free your nick if another connection uses it</source>
        <translation>освободить своё имя, если его занимает другое соединение</translation>
    </message>
    <message>
        <source>log out</source>
        <translation>выйти из учётной записи</translation>
    </message>
    <message>
        <source>the certificates that log in to your account</source>
        <translation>сертификаты для входа в учётную запись</translation>
    </message>
    <message>
        <source>take back your nick</source>
        <translation>вернуть себе имя</translation>
    </message>
    <message>
        <source>information about an account</source>
        <translation>сведения об учётной записи</translation>
    </message>
    <message>
        <source>settings of your account</source>
        <translation>настройки учётной записи</translation>
    </message>
    <message>
        <source>free a nick that an absent guest has reserved: operators only</source>
        <translation>освободить имя, закреплённое за гостем, которого нет: только операторы</translation>
    </message>
    <message>
        <source>create an account for another person: operators only</source>
        <translation>создать учётную запись другому человеку: только операторы</translation>
    </message>
    <message>
        <source>give up a room of yours</source>
        <translation>отказаться от своей комнаты</translation>
    </message>
    <message>
        <source>roles that accounts keep in a room</source>
        <translation>постоянные роли в комнате</translation>
    </message>
    <message>
        <source>become the founder of a room in which you are operator</source>
        <translation>стать основателем комнаты, где вы оператор</translation>
    </message>
    <message>
        <source>make a person operator</source>
        <translation>сделать человека оператором</translation>
    </message>
    <message>
        <source>take the operator role from a person</source>
        <translation>снять роль оператора</translation>
    </message>
    <message>
        <source>let a person speak in a moderated room</source>
        <translation>дать слово в модерируемой комнате</translation>
    </message>
    <message>
        <source>take the voice from a person</source>
        <translation>лишить слова</translation>
    </message>
    <message>
        <source>make another account the founder of a room</source>
        <translation>передать комнату другой учётной записи</translation>
    </message>
    <message>
        <source>information about a room</source>
        <translation>сведения о комнате</translation>
    </message>
    <message numerus="yes">
        <source>%n certificates log in to {1}.</source>
        <translation>
            <numerusform>%n сертификат открывает {1}.</numerusform>
            <numerusform>%n сертификата открывают {1}.</numerusform>
            <numerusform>%n сертификатов открывают {1}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingField</name>
    <message>
        <source>After a restart</source>
        <translation>После перезапуска</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Only this computer</source>
        <translation>Только этот компьютер</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>People who join over the internet</source>
        <translation>Тех, кто входит через интернет</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Ничей</translation>
    </message>
    <message>
        <source>Name of the chat</source>
        <translation>Название чата</translation>
    </message>
    <message>
        <source>What people see when they look for a chat.</source>
        <translation>Его видят те, кто ищет чат.</translation>
    </message>
    <message>
        <source>Welcome text</source>
        <translation>Приветствие</translation>
    </message>
    <message>
        <source>Shown to everybody who joins.</source>
        <translation>Его видит каждый, кто входит.</translation>
    </message>
    <message>
        <source>First room</source>
        <translation>Первая комната</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Контакт</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Порт</translation>
    </message>
    <message>
        <source>Addresses to listen on</source>
        <translation>Адреса для подключения</translation>
    </message>
    <message>
        <source>Who may join without encryption</source>
        <translation>Кому можно без шифрования</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Whose address is hidden from others</source>
        <translation>Чей адрес скрыт от других</translation>
    </message>
    <message>
        <source>You still see it. Others see letters that stay the same, so bans work.</source>
        <translation>Вам он виден. Другие видят буквы, которые не меняются, поэтому запреты действуют.</translation>
    </message>
    <message>
        <source>Messages shown on entering a room</source>
        <translation>Сообщений при входе в комнату</translation>
    </message>
    <message>
        <source>0 sets no limit.</source>
        <translation>0 — без ограничения.</translation>
    </message>
    <message>
        <source>Operator name</source>
        <translation>Имя оператора</translation>
    </message>
    <message>
        <source>Operator password</source>
        <translation>Пароль оператора</translation>
    </message>
    <message>
        <source>Protect against floods</source>
        <translation>Защита от флуда</translation>
    </message>
    <message>
        <source>Connections from one address</source>
        <translation>Подключений с одного адреса</translation>
    </message>
    <message>
        <source>At a time. 0 allows any number.</source>
        <translation>Одновременно. 0 — сколько угодно.</translation>
    </message>
    <message>
        <source>Lines at once</source>
        <translation>Строк подряд</translation>
    </message>
    <message>
        <source>Lines a second after that</source>
        <translation>Затем строк в секунду</translation>
    </message>
    <message>
        <source>Rooms that one person may be in</source>
        <translation>Комнат на одного человека</translation>
    </message>
    <message>
        <source>New connections a minute from one address</source>
        <translation>Новых подключений в минуту с адреса</translation>
    </message>
    <message>
        <source>0 allows any number.</source>
        <translation>0 — сколько угодно.</translation>
    </message>
    <message>
        <source>Lines in one message</source>
        <translation>Строк в одном сообщении</translation>
    </message>
    <message>
        <source>Bans in one room</source>
        <translation>Запретов в одной комнате</translation>
    </message>
    <message>
        <source>Wrong passwords on one connection</source>
        <translation>Неверных паролей за подключение</translation>
    </message>
    <message>
        <source>Wrong passwords from one address</source>
        <translation>Неверных паролей с одного адреса</translation>
    </message>
    <message>
        <source>In ten minutes.</source>
        <translation>За десять минут.</translation>
    </message>
    <message>
        <source>New accounts from one address</source>
        <translation>Новых учётных записей с адреса</translation>
    </message>
    <message>
        <source>In an hour.</source>
        <translation>За час.</translation>
    </message>
    <message>
        <source>Threads for connections</source>
        <translation>Потоков для соединений</translation>
    </message>
    <message>
        <source>An account keeps a name, wherever its owner comes from.</source>
        <translation>Она хранит имя, откуда бы ни вошёл владелец.</translation>
    </message>
    <message>
        <source>An account needs an email address</source>
        <translation>Нужен адрес электронной почты</translation>
    </message>
    <message>
        <source>Only you see it.</source>
        <translation>Его видите только вы.</translation>
    </message>
    <message>
        <source>New accounts stay in their rooms</source>
        <translation>Новые остаются в своих комнатах</translation>
    </message>
    <message>
        <source>Also while nobody is connected for them.</source>
        <translation>Даже когда от их имени никто не подключён.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>A PEM file of an authority. Empty: this chat&apos;s own certificate.</source>
        <translation>Файл PEM от удостоверяющего центра. Пусто: собственный сертификат чата.</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>Ключ сертификата</translation>
    </message>
    <message>
        <source>A PEM file.</source>
        <translation>Файл PEM.</translation>
    </message>
    <message>
        <source>For WEBIRC: web chats that connect for others. Empty: none.</source>
        <translation>Для WEBIRC: веб-чаты, которые подключаются за других. Пусто: нет.</translation>
    </message>
    <message>
        <source>As https://chat.example, with commas between them. Empty: any.</source>
        <translation>В виде https://chat.example, через запятую. Пусто: любые.</translation>
    </message>
    <message>
        <source>Address for plain text</source>
        <translation>Адрес для простого текста</translation>
    </message>
    <message>
        <source>Address for JSON</source>
        <translation>Адрес для JSON</translation>
    </message>
    <message>
        <source>New users join this room.</source>
        <translation>Сюда попадает каждый новый участник.</translation>
    </message>
    <message>
        <source>The https:// address of a picture of this chat, which some clients show.</source>
        <translation>Адрес https:// картинки этого чата: её показывают некоторые программы.</translation>
    </message>
    <message>
        <source>How people reach the person who runs this chat.</source>
        <translation>Как связаться с владельцем чата.</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>Всех</translation>
    </message>
    <message>
        <source>days</source>
        <translation>дней</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>минут</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>знаков</translation>
    </message>
    <message>
        <source>The chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Who may join</source>
        <translation>Кто может войти</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Учётные записи</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Другие программы</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Ограничения</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Наблюдение</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Оператор</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Шифрование</translation>
    </message>
    <message>
        <source>Web gateways</source>
        <translation>Веб-шлюзы</translation>
    </message>
    <message>
        <source>Server name (as IRC clients see it)</source>
        <translation>Имя сервера (для программ IRC)</translation>
    </message>
    <message>
        <source>A name with a dot in it, for example desktop.chat.</source>
        <translation>Имя с точкой, например desktop.chat.</translation>
    </message>
    <message>
        <source>From where people may join</source>
        <translation>Откуда можно войти</translation>
    </message>
    <message>
        <source>People who are in already stay.</source>
        <translation>Кто уже вошёл, остаётся.</translation>
    </message>
    <message>
        <source>From anywhere</source>
        <translation>Отовсюду</translation>
    </message>
    <message>
        <source>From this network only</source>
        <translation>Только из этой сети</translation>
    </message>
    <message>
        <source>For clients that cannot ask for history themselves. 0 shows none.</source>
        <translation>Для программ, которые сами не запрашивают историю. 0 — не показывать.</translation>
    </message>
    <message>
        <source>Keep messages for</source>
        <translation>Хранить сообщения</translation>
    </message>
    <message>
        <source>Older messages are deleted for good. 0 keeps everything.</source>
        <translation>Более старые удаляются навсегда. 0 — хранить всё.</translation>
    </message>
    <message>
        <source>People can delete their messages for</source>
        <translation>Свои сообщения можно удалять</translation>
    </message>
    <message>
        <source>0 sets no limit. Moderators of a room can always delete.</source>
        <translation>0 — без ограничения. Модераторы комнаты могут удалять всегда.</translation>
    </message>
    <message>
        <source>People can edit their messages for</source>
        <translation>Свои сообщения можно исправлять</translation>
    </message>
    <message>
        <source>Messages per history request</source>
        <translation>Сообщений за один запрос истории</translation>
    </message>
    <message>
        <source>The most that a client gets with one request.</source>
        <translation>Больше программа за один запрос не получит.</translation>
    </message>
    <message>
        <source>As HOST:PORT, with commas between them.</source>
        <translation>В виде АДРЕС:ПОРТ, через запятую.</translation>
    </message>
    <message>
        <source>Some old clients cannot encrypt. Their messages can be read on the way.</source>
        <translation>Некоторые старые программы не умеют шифровать. Их сообщения могут прочитать по пути.</translation>
    </message>
    <message>
        <source>Everybody may register an account</source>
        <translation>Любой может создать учётную запись</translation>
    </message>
    <message>
        <source>Accounts can be registered before joining</source>
        <translation>Учётную запись можно создать до входа в чат</translation>
    </message>
    <message>
        <source>For clients that register an account while they connect.</source>
        <translation>Для программ, которые делают это при подключении.</translation>
    </message>
    <message>
        <source>Shortest password</source>
        <translation>Наименьшая длина пароля</translation>
    </message>
    <message>
        <source>Require encryption</source>
        <translation>Требовать шифрование</translation>
    </message>
    <message>
        <source>Clients keep to encryption for so long; 0: no. Only with an authority&apos;s certificate.</source>
        <translation>Столько времени программы входят только с шифрованием; 0 — нет. Только с сертификатом удостоверяющего центра.</translation>
    </message>
    <message>
        <source>Password of web gateways</source>
        <translation>Пароль веб-шлюзов</translation>
    </message>
    <message>
        <source>Addresses of web gateways</source>
        <translation>Адреса веб-шлюзов</translation>
    </message>
    <message>
        <source>Addresses or networks, with commas between them.</source>
        <translation>Адреса или сети, через запятую.</translation>
    </message>
    <message>
        <source>IRC clients expect 6697. Links carry the port, so any free port works.</source>
        <translation>Программы IRC ждут 6697. В ссылках порт указан, поэтому подойдёт любой свободный.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>с</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>байт</translation>
    </message>
    <message>
        <source>Slows down clients that send too much.</source>
        <translation>Притормаживает тех, кто шлёт слишком много.</translation>
    </message>
    <message>
        <source>Registration timeout</source>
        <translation>Время на вход</translation>
    </message>
    <message>
        <source>A connection that has not registered by then is closed.</source>
        <translation>Подключение, которое за это время не вошло, закрывается.</translation>
    </message>
    <message>
        <source>A client that sends more lines at once is slowed down.</source>
        <translation>Кто шлёт больше строк подряд, того сервер притормаживает.</translation>
    </message>
    <message>
        <source>Send queue of one client</source>
        <translation>Очередь отправки на одного получателя</translation>
    </message>
    <message>
        <source>A client that falls further behind is disconnected.</source>
        <translation>Кто отстаёт сильнее, отключается.</translation>
    </message>
    <message>
        <source>Size of a message of several lines</source>
        <translation>Размер сообщения из нескольких строк</translation>
    </message>
    <message>
        <source>The connection is then closed.</source>
        <translation>Потом подключение закрывается.</translation>
    </message>
    <message>
        <source>The same limit holds for exceptions, and for invitations.</source>
        <translation>Столько же исключений и столько же приглашений.</translation>
    </message>
    <message>
        <source>Send a ping after</source>
        <translation>Проверять связь после тишины</translation>
    </message>
    <message>
        <source>A client that was silent for so long must answer.</source>
        <translation>Программа, которая столько молчала, должна ответить.</translation>
    </message>
    <message>
        <source>For programs that know no IRC, as HOST:PORT. Empty: none.</source>
        <translation>Для программ без IRC, в виде АДРЕС:ПОРТ. Пусто: нет.</translation>
    </message>
    <message>
        <source>For programs that send JSON objects, as HOST:PORT. Empty: none.</source>
        <translation>Для программ, шлющих объекты JSON, в виде АДРЕС:ПОРТ. Пусто: нет.</translation>
    </message>
    <message>
        <source>For the OPER command of IRC clients. Empty: nobody can become operator.</source>
        <translation>Для команды OPER в программах IRC. Пусто: оператором никто не станет.</translation>
    </message>
    <message>
        <source>0 chooses a number that suits this computer.</source>
        <translation>0 — столько, сколько подходит этому компьютеру.</translation>
    </message>
    <message>
        <source>Show this chat on the network</source>
        <translation>Показывать этот чат в сети</translation>
    </message>
    <message>
        <source>On home and office networks</source>
        <translation>В домашних и рабочих сетях</translation>
    </message>
    <message>
        <source>On all networks, public ones too</source>
        <translation>Во всех сетях, и в общедоступных</translation>
    </message>
    <message>
        <source>Do not show it</source>
        <translation>Не показывать</translation>
    </message>
    <message>
        <source>People nearby find it when they open the program, without an address.</source>
        <translation>Люди поблизости находят его, открыв программу, без адреса.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Резервные копии</translation>
    </message>
    <message>
        <source>A backup every day</source>
        <translation>Копия каждый день</translation>
    </message>
    <message>
        <source>In the data folder. A backup still holds messages that are deleted later.</source>
        <translation>В папке данных. В копии остаются и сообщения, удалённые позже.</translation>
    </message>
    <message>
        <source>Daily backups to keep</source>
        <translation>Сколько ежедневных копий хранить</translation>
    </message>
    <message>
        <source>Older ones are deleted.</source>
        <translation>Более старые удаляются.</translation>
    </message>
    <message>
        <source>Form of the log</source>
        <translation>Вид журнала</translation>
    </message>
    <message>
        <source>For programs that collect logs.</source>
        <translation>Для программ, которые собирают журналы.</translation>
    </message>
    <message>
        <source>Lines of text</source>
        <translation>Строки текста</translation>
    </message>
    <message>
        <source>A JSON object in each line</source>
        <translation>Объект JSON в каждой строке</translation>
    </message>
    <message>
        <source>Address for Prometheus</source>
        <translation>Адрес для Prometheus</translation>
    </message>
    <message>
        <source>Figures at /metrics, a check at /health, on this computer only: 127.0.0.1:9464. Empty: none.</source>
        <translation>Показатели — /metrics, проверка — /health, только на этом компьютере: 127.0.0.1:9464. Пусто: нет.</translation>
    </message>
    <message>
        <source>Phones and browsers may join</source>
        <translation>Могут входить телефоны и браузеры</translation>
    </message>
    <message>
        <source>The link opens a page with the chat in every browser, without an install.</source>
        <translation>Ссылка открывает страницу с чатом в любом браузере, без установки.</translation>
    </message>
    <message>
        <source>Other web pages that may connect</source>
        <translation>Другие веб-страницы, которые могут подключаться</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>МБ</translation>
    </message>
    <message>
        <source>0 allows any size.</source>
        <translation>0 — любой размер.</translation>
    </message>
    <message>
        <source>People can send files</source>
        <translation>Можно отправлять файлы</translation>
    </message>
    <message>
        <source>They are kept on this computer, and are not encrypted there.</source>
        <translation>Они хранятся на этом компьютере в незашифрованном виде.</translation>
    </message>
    <message>
        <source>Size of one file</source>
        <translation>Размер одного файла</translation>
    </message>
    <message>
        <source>Kinds of files</source>
        <translation>Виды файлов</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Pictures, sound and video only</source>
        <translation>Только изображения, звук и видео</translation>
    </message>
    <message>
        <source>All files together</source>
        <translation>Все файлы вместе</translation>
    </message>
    <message>
        <source>Files of one person</source>
        <translation>Файлы одного человека</translation>
    </message>
    <message>
        <source>Files of one room</source>
        <translation>Файлы одной комнаты</translation>
    </message>
    <message>
        <source>Delete files after</source>
        <translation>Удалять файлы через</translation>
    </message>
    <message>
        <source>0: when messages of that age are deleted.</source>
        <translation>0: тогда же, когда удаляются сообщения того же времени.</translation>
    </message>
    <message>
        <source>Links to files count for</source>
        <translation>Ссылки на файлы действуют</translation>
    </message>
    <message>
        <source>Until then, everybody who has the link can open the file. Later only members of the room can.</source>
        <translation>До этого файл может открыть каждый, у кого есть ссылка, а потом — только участники комнаты.</translation>
    </message>
    <message>
        <source>Web address of this computer</source>
        <translation>Веб-адрес этого компьютера</translation>
    </message>
    <message>
        <source>For links to files, if people reach the chat by another address: https://chat.example.</source>
        <translation>Для ссылок на файлы, если чат доступен по другому адресу: https://chat.example.</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>Изображения и файлы</translation>
    </message>
    <message>
        <source>People who joined by a link, or are in now, may always come again.</source>
        <translation>Кто вошёл по ссылке или уже в чате, может всегда вернуться.</translation>
    </message>
    <message>
        <source>Everybody who can reach it</source>
        <translation>Все, кому он доступен</translation>
    </message>
    <message>
        <source>People with an invitation link</source>
        <translation>Люди со ссылкой-приглашением</translation>
    </message>
    <message>
        <source>People without a link need it. Empty: there is no password.</source>
        <translation>Нужен тем, у кого нет ссылки. Пусто: пароля нет.</translation>
    </message>
    <message>
        <source>Browsers on this network may join without encryption</source>
        <translation>Браузеры этой сети могут входить без шифрования</translation>
    </message>
    <message>
        <source>No warning of a certificate, but others on the network can read along.</source>
        <translation>Без предупреждения о сертификате, но другие в сети могут читать.</translation>
    </message>
    <message>
        <source>People whom you let in</source>
        <translation>Люди, которых впустите вы</translation>
    </message>
    <message>
        <source>Reverse proxies</source>
        <translation>Обратные прокси</translation>
    </message>
    <message>
        <source>Addresses or networks whose X-Forwarded-For is believed, with commas between.</source>
        <translation>Адреса или сети, чьему X-Forwarded-For можно верить, через запятую.</translation>
    </message>
    <message>
        <source>Open the port in the router</source>
        <translation>Открывать порт в маршрутизаторе</translation>
    </message>
    <message>
        <source>People from the internet can then reach the chat. It ends when the chat stops.</source>
        <translation>Тогда чат доступен из интернета. Это прекращается, когда чат остановлен.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Search settings</source>
        <translation>Поиск настроек</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Перезапустить</translation>
    </message>
    <message>
        <source>Your changes take effect after a restart.</source>
        <translation>Изменения вступят в силу после перезапуска.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>Search for another word.</source>
        <translation>Попробуйте другое слово.</translation>
    </message>
    <message>
        <source>Its settings can be changed while it runs.</source>
        <translation>Его настройки можно менять, когда он работает.</translation>
    </message>
    <message>
        <source>The chat is not running</source>
        <translation>Чат не запущен</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запустить</translation>
    </message>
    <message>
        <source>Show advanced</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>Hide advanced</source>
        <translation>Скрыть часть</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Search settings</source>
        <translation>Поиск настроек</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ничего не найдено</translation>
    </message>
    <message>
        <source>Search for another word.</source>
        <translation>Попробуйте другое слово.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message numerus="yes">
        <source>%n options found</source>
        <translation>
            <numerusform>Найдена %n настройка</numerusform>
            <numerusform>Найдено %n настройки</numerusform>
            <numerusform>Найдено %n настроек</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutPage</name>
    <message>
        <source>Chat window</source>
        <translation>Окно чата</translation>
    </message>
    <message>
        <source>Default keys</source>
        <translation>Обычные клавиши</translation>
    </message>
    <message>
        <source>Other keys</source>
        <translation>Другие клавиши</translation>
    </message>
    <message>
        <source>{0} is in use: {1}.</source>
        <translation>{0} уже занято: {1}.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Новая строка</translation>
    </message>
    <message>
        <source>Edit the last message</source>
        <translation>Исправить последнее сообщение</translation>
    </message>
    <message>
        <source>Texts that were sent before</source>
        <translation>Отправленные раньше тексты</translation>
    </message>
    <message>
        <source>Complete a name or a command</source>
        <translation>Дополнить имя или команду</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Жирный</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Курсив</translation>
    </message>
    <message>
        <source>Leave an edit or a reply</source>
        <translation>Отменить исправление или ответ</translation>
    </message>
    <message>
        <source>Choose a message in the timeline</source>
        <translation>Выбрать сообщение</translation>
    </message>
    <message>
        <source>Delete the chosen message</source>
        <translation>Удалить выбранное сообщение</translation>
    </message>
    <message>
        <source>Larger text in the timeline</source>
        <translation>Крупнее текст сообщений</translation>
    </message>
    <message>
        <source>Menu of the row or field with the focus</source>
        <translation>Меню строки или поля, где вы находитесь</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Jump to a room or a person</source>
        <translation>Перейти в комнату или к человеку</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Messages as text</source>
        <translation>Сообщения как текст</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Новый чат</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Войти в комнату</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>Выйти из комнаты</translation>
    </message>
    <message>
        <source>Room above</source>
        <translation>Комната выше</translation>
    </message>
    <message>
        <source>Room below</source>
        <translation>Комната ниже</translation>
    </message>
    <message>
        <source>Unread room above</source>
        <translation>Непрочитанная комната выше</translation>
    </message>
    <message>
        <source>Unread room below</source>
        <translation>Непрочитанная комната ниже</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Следующая часть окна</translation>
    </message>
    <message>
        <source>Part of the window before</source>
        <translation>Предыдущая часть окна</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>These shortcuts</source>
        <translation>Эти сочетания</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Browse rooms</source>
        <translation>Список комнат</translation>
    </message>
    <message>
        <source>Mentions and replies</source>
        <translation>Упоминания и ответы</translation>
    </message>
    <message>
        <source>Go to a day of the room</source>
        <translation>Перейти к дню в комнате</translation>
    </message>
    <message>
        <source>Send files</source>
        <translation>Отправить файлы</translation>
    </message>
</context>
<context>
    <name>ShownFiles</name>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Эту картинку нельзя показать.</translation>
    </message>
    <message>
        <source>This address cannot be used.</source>
        <translation>Этот адрес не подходит.</translation>
    </message>
    <message>
        <source>You are offline.</source>
        <translation>Нет подключения.</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>С {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} из {1}</translation>
    </message>
    <message>
        <source>This file is gone.</source>
        <translation>Этого файла больше нет.</translation>
    </message>
    <message>
        <source>You may not read this file.</source>
        <translation>Вам нельзя читать этот файл.</translation>
    </message>
    <message>
        <source>This file is too large.</source>
        <translation>Этот файл слишком велик.</translation>
    </message>
    <message>
        <source>Another server has answered.</source>
        <translation>Ответил другой сервер.</translation>
    </message>
    <message>
        <source>There is no space on this computer.</source>
        <translation>На компьютере нет места.</translation>
    </message>
    <message>
        <source>The server does not give this file.</source>
        <translation>Сервер не отдаёт этот файл.</translation>
    </message>
    <message>
        <source>The file could not be loaded.</source>
        <translation>Файл не удалось загрузить.</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Ждёт отправки</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Rooms</source>
        <translation>Комнаты</translation>
    </message>
    <message>
        <source>Add a room or a chat</source>
        <translation>Добавить комнату или чат</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Jump to…</source>
        <translation>Перейти…</translation>
    </message>
    <message>
        <source>Jump to a room or a person</source>
        <translation>Перейти в комнату или к человеку</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Нет на месте</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>В сети</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Не в сети</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Подключение…</translation>
    </message>
    <message>
        <source>Your name and state here</source>
        <translation>Ваше имя и состояние здесь</translation>
    </message>
    <message>
        <source>You are {0}. {1}. Change name or state</source>
        <translation>Вы {0}. {1}. Изменить имя или состояние</translation>
    </message>
    <message>
        <source>Away: {0}</source>
        <translation>Нет на месте: {0}</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>до {0}</translation>
    </message>
    <message>
        <source>Mentions and replies</source>
        <translation>Упоминания и ответы</translation>
    </message>
    <message>
        <source>Do not disturb: no notifications now</source>
        <translation>Не беспокоить: сейчас уведомлений нет</translation>
    </message>
</context>
<context>
    <name>SilenceBar</name>
    <message>
        <source>Only moderators and people with a voice may write in this room.</source>
        <translation>В этой комнате пишут только модераторы и те, у кого есть право голоса.</translation>
    </message>
    <message>
        <source>Only people with an account may write in this room. Log in first.</source>
        <translation>В этой комнате пишут только люди с учётной записью. Сначала войдите в неё.</translation>
    </message>
    <message>
        <source>The server does not take your messages in this room. You can read them.</source>
        <translation>Сервер не принимает ваши сообщения в этой комнате. Читать их вы можете.</translation>
    </message>
    <message>
        <source>{0} banned you from this room{1}. You can read, but not write.</source>
        <translation>{0} закрывает вам вход в эту комнату{1}. Читать вы можете, писать — нет.</translation>
    </message>
    <message>
        <source>You are banned from this room{1}. You can read, but not write.</source>
        <translation>Вам закрыт вход в эту комнату{1}. Читать вы можете, писать — нет.</translation>
    </message>
    <message>
        <source>{0} muted you in this room{1}. You can read, but not write.</source>
        <translation>{0} запрещает вам писать в этой комнате{1}. Читать вы можете.</translation>
    </message>
    <message>
        <source>You are muted in this room{1}. You can read, but not write.</source>
        <translation>Вам запрещено писать в этой комнате{1}. Читать вы можете.</translation>
    </message>
</context>
<context>
    <name>SizeWords</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n байт</numerusform>
            <numerusform>%n байта</numerusform>
            <numerusform>%n байт</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlashCommand</name>
    <message>
        <source>[REASON]</source>
        <translation>[ПРИЧИНА]</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>ИМЯ</translation>
    </message>
    <message>
        <source>NAME QUESTION</source>
        <translation>ИМЯ ВОПРОС</translation>
    </message>
    <message>
        <source>[COMMAND]</source>
        <translation>[КОМАНДА]</translation>
    </message>
    <message>
        <source>ROOM [PASSWORD]</source>
        <translation>КОМНАТА [ПАРОЛЬ]</translation>
    </message>
    <message>
        <source>NAME [REASON]</source>
        <translation>ИМЯ [ПРИЧИНА]</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>ТЕКСТ</translation>
    </message>
    <message>
        <source>[MODES]</source>
        <translation>[РЕЖИМЫ]</translation>
    </message>
    <message>
        <source>NAME TEXT</source>
        <translation>ИМЯ ТЕКСТ</translation>
    </message>
    <message>
        <source>LINE</source>
        <translation>СТРОКА</translation>
    </message>
    <message>
        <source>[TEXT]</source>
        <translation>[ТЕКСТ]</translation>
    </message>
    <message>
        <source>tell the others that you are away</source>
        <translation>сообщить, что вас нет на месте</translation>
    </message>
    <message>
        <source>tell the others that you are here again</source>
        <translation>сообщить, что вы снова здесь</translation>
    </message>
    <message>
        <source>ask somebody&apos;s program for VERSION, PING, TIME or CLIENTINFO</source>
        <translation>спросить программу собеседника о VERSION, PING, TIME или CLIENTINFO</translation>
    </message>
    <message>
        <source>take somebody&apos;s operator role in this room</source>
        <translation>снять с кого-то роль оператора в этой комнате</translation>
    </message>
    <message>
        <source>take somebody&apos;s voice in this room</source>
        <translation>лишить кого-то права голоса в этой комнате</translation>
    </message>
    <message>
        <source>list the commands</source>
        <translation>список команд</translation>
    </message>
    <message>
        <source>invite somebody to this room</source>
        <translation>пригласить кого-то в эту комнату</translation>
    </message>
    <message>
        <source>enter a room, or make a new one</source>
        <translation>войти в комнату или создать новую</translation>
    </message>
    <message>
        <source>kick somebody from this room</source>
        <translation>выгнать кого-то из этой комнаты</translation>
    </message>
    <message>
        <source>list the server&apos;s rooms</source>
        <translation>список комнат сервера</translation>
    </message>
    <message>
        <source>say what you do</source>
        <translation>сказать, что вы делаете</translation>
    </message>
    <message>
        <source>see or change the modes of this room</source>
        <translation>показать или изменить режимы этой комнаты</translation>
    </message>
    <message>
        <source>write to somebody directly</source>
        <translation>написать кому-то лично</translation>
    </message>
    <message>
        <source>list who is in this room</source>
        <translation>кто в этой комнате</translation>
    </message>
    <message>
        <source>go by another name</source>
        <translation>сменить имя</translation>
    </message>
    <message>
        <source>send a notice</source>
        <translation>отправить уведомление</translation>
    </message>
    <message>
        <source>make somebody an operator of this room</source>
        <translation>сделать кого-то оператором этой комнаты</translation>
    </message>
    <message>
        <source>leave this room</source>
        <translation>выйти из этой комнаты</translation>
    </message>
    <message>
        <source>open the direct messages with somebody</source>
        <translation>открыть личную переписку</translation>
    </message>
    <message>
        <source>send a line of IRC as it is</source>
        <translation>отправить строку IRC как есть</translation>
    </message>
    <message>
        <source>see or set the topic of this room</source>
        <translation>посмотреть или задать тему этой комнаты</translation>
    </message>
    <message>
        <source>lift the ban of somebody in this room</source>
        <translation>снова открыть кому-то вход в эту комнату</translation>
    </message>
    <message>
        <source>let somebody speak in a moderated room</source>
        <translation>дать кому-то слово в модерируемой комнате</translation>
    </message>
    <message>
        <source>see who somebody is</source>
        <translation>узнать, кто это</translation>
    </message>
    <message>
        <source>ORDER</source>
        <translation>КОМАНДА</translation>
    </message>
    <message>
        <source>say what you do, in all rooms</source>
        <translation>сказать, что вы делаете, во всех комнатах</translation>
    </message>
    <message>
        <source>send a message to all rooms</source>
        <translation>отправить сообщение во все комнаты</translation>
    </message>
    <message>
        <source>write to BotServ</source>
        <translation>написать BotServ</translation>
    </message>
    <message>
        <source>write to ChanServ, which looks after rooms</source>
        <translation>написать ChanServ, который ведает комнатами</translation>
    </message>
    <message>
        <source>write to HostServ</source>
        <translation>написать HostServ</translation>
    </message>
    <message>
        <source>write to MemoServ, which keeps notes for absent people</source>
        <translation>написать MemoServ, который хранит записки для отсутствующих</translation>
    </message>
    <message>
        <source>write to NickServ, which looks after names</source>
        <translation>написать NickServ, который ведает именами</translation>
    </message>
    <message>
        <source>write to OperServ</source>
        <translation>написать OperServ</translation>
    </message>
    <message>
        <source>measure how long a message to somebody takes</source>
        <translation>измерить, как долго идёт сообщение к кому-то</translation>
    </message>
    <message>
        <source>NAME [TEXT]</source>
        <translation>ИМЯ [ТЕКСТ]</translation>
    </message>
    <message>
        <source>send a text, even one that begins with /</source>
        <translation>отправить текст, даже если он начинается с /</translation>
    </message>
    <message>
        <source>[NAME]</source>
        <translation>[ИМЯ]</translation>
    </message>
    <message>
        <source>[ROOM]</source>
        <translation>[КОМНАТА]</translation>
    </message>
    <message>
        <source>let somebody write to you although strangers cannot</source>
        <translation>разрешить кому-то писать вам, хотя незнакомым нельзя</translation>
    </message>
    <message>
        <source>see who runs the server</source>
        <translation>узнать, кто содержит сервер</translation>
    </message>
    <message>
        <source>see what the server is</source>
        <translation>узнать, что это за сервер</translation>
    </message>
    <message>
        <source>disconnect somebody from the server (operators only)</source>
        <translation>отключить кого-то от сервера (только для операторов)</translation>
    </message>
    <message>
        <source>list the servers of the network</source>
        <translation>список серверов сети</translation>
    </message>
    <message>
        <source>see the server&apos;s message of the day</source>
        <translation>показать сообщение дня сервера</translation>
    </message>
    <message>
        <source>NAME PASSWORD</source>
        <translation>ИМЯ ПАРОЛЬ</translation>
    </message>
    <message>
        <source>become an operator of the server</source>
        <translation>стать оператором сервера</translation>
    </message>
    <message>
        <source>LETTER</source>
        <translation>БУКВА</translation>
    </message>
    <message>
        <source>see figures of the server</source>
        <translation>показать статистику сервера</translation>
    </message>
    <message>
        <source>see the server&apos;s time</source>
        <translation>узнать время на сервере</translation>
    </message>
    <message>
        <source>see or change your own modes</source>
        <translation>показать или изменить свои режимы</translation>
    </message>
    <message>
        <source>see the server&apos;s version</source>
        <translation>узнать версию сервера</translation>
    </message>
    <message>
        <source>write to all operators (operators only)</source>
        <translation>написать всем операторам (только для операторов)</translation>
    </message>
    <message>
        <source>see nothing more from somebody, or list them</source>
        <translation>скрыть все сообщения человека или показать список скрытых</translation>
    </message>
    <message>
        <source>change your real name</source>
        <translation>сменить настоящее имя</translation>
    </message>
    <message>
        <source>see messages from somebody again</source>
        <translation>снова видеть сообщения человека</translation>
    </message>
    <message>
        <source>list people whose name fits, or the people here</source>
        <translation>список людей с подходящим именем или тех, кто здесь</translation>
    </message>
    <message>
        <source>see who somebody was</source>
        <translation>узнать, кто это был</translation>
    </message>
    <message>
        <source>ban somebody from this room, or list who is banned</source>
        <translation>закрыть кому-то вход в эту комнату или показать, кому он закрыт</translation>
    </message>
    <message>
        <source>list who is banned from this room</source>
        <translation>показать, кому закрыт вход в эту комнату</translation>
    </message>
    <message>
        <source>take somebody&apos;s role of a half-operator in this room</source>
        <translation>снять с кого-то роль полуоператора в этой комнате</translation>
    </message>
    <message>
        <source>list who may enter this room in spite of a ban</source>
        <translation>показать, кого пускают в эту комнату несмотря на запрет</translation>
    </message>
    <message>
        <source>make somebody a half-operator of this room</source>
        <translation>сделать кого-то полуоператором этой комнаты</translation>
    </message>
    <message>
        <source>list who may enter this room without an invitation</source>
        <translation>показать, кого пускают в эту комнату без приглашения</translation>
    </message>
    <message>
        <source>kick somebody and ban them from this room</source>
        <translation>выгнать кого-то и закрыть вход в эту комнату</translation>
    </message>
    <message>
        <source>mute somebody in this room, or list who is muted</source>
        <translation>лишить кого-то слова в этой комнате или показать, кто его лишён</translation>
    </message>
    <message>
        <source>leave this room and enter it again</source>
        <translation>выйти из этой комнаты и войти снова</translation>
    </message>
    <message>
        <source>NAME [ROOM]</source>
        <translation>ИМЯ [КОМНАТА]</translation>
    </message>
    <message>
        <source>[ROOM] [TEXT]</source>
        <translation>[КОМНАТА] [ТЕКСТ]</translation>
    </message>
    <message>
        <source>ask to be let into a room</source>
        <translation>попросить впустить в комнату</translation>
    </message>
    <message>
        <source>let a muted person speak in this room again</source>
        <translation>вернуть слово тому, кто его лишён в этой комнате</translation>
    </message>
    <message>
        <source>clear the view of this room; nothing is deleted</source>
        <translation>очистить экран этой комнаты; ничего не удаляется</translation>
    </message>
    <message>
        <source>[ADDRESS]</source>
        <translation>[АДРЕС]</translation>
    </message>
    <message>
        <source>connect to this server, or to another one</source>
        <translation>подключиться к этому серверу или к другому</translation>
    </message>
    <message>
        <source>close the program</source>
        <translation>закрыть программу</translation>
    </message>
    <message>
        <source>say goodbye and disconnect from this server</source>
        <translation>попрощаться и отключиться от этого сервера</translation>
    </message>
    <message>
        <source>disconnect from this server and connect again</source>
        <translation>отключиться от этого сервера и подключиться снова</translation>
    </message>
    <message>
        <source>search the messages of this room</source>
        <translation>искать в сообщениях этой комнаты</translation>
    </message>
</context>
<context>
    <name>SpellMarks</name>
    <message>
        <source>Looking for suggestions…</source>
        <translation>Поиск вариантов…</translation>
    </message>
    <message>
        <source>Add to the dictionary</source>
        <translation>Добавить в словарь</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Вариантов нет</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Busy</source>
        <translation>Подождите</translation>
    </message>
</context>
<context>
    <name>StartFlow</name>
    <message>
        <source>Starting your chat…</source>
        <translation>Чат запускается…</translation>
    </message>
    <message>
        <source>Connecting to {0}…</source>
        <translation>Подключение к {0}…</translation>
    </message>
    <message>
        <source>If this chat requires a password, type it here.</source>
        <translation>Если этому чату нужен пароль, введите его здесь.</translation>
    </message>
    <message>
        <source>Looking for the chat of these words…</source>
        <translation>Ищем чат по этим словам…</translation>
    </message>
    <message>
        <source>No chat on this network answers to these words. Check the words, or ask for the link.</source>
        <translation>В этой сети ни один чат не отзывается на эти слова. Проверьте слова или попросите ссылку.</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Join</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Join a chat</source>
        <translation>Войти в чат</translation>
    </message>
    <message>
        <source>Password of this chat</source>
        <translation>Пароль этого чата</translation>
    </message>
    <message>
        <source>Networks and proxies…</source>
        <translation>Сети IRC и прокси…</translation>
    </message>
    <message>
        <source>Address, link or four words</source>
        <translation>Адрес, ссылка или четыре слова</translation>
    </message>
    <message>
        <source>Address, link or four words of a chat</source>
        <translation>Адрес, ссылка или четыре слова чата</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Open the chat</source>
        <translation>Открыть чат</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлен</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Запускается</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Работает</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Останавливается</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Сбой</translation>
    </message>
    <message>
        <source>{name}, running for {time}</source>
        <translation>{name}, работает {time}</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Это займёт мгновение.</translation>
    </message>
    <message>
        <source>Everybody is told. All messages are kept.</source>
        <translation>Все узнают об этом. Сообщения сохранятся.</translation>
    </message>
    <message>
        <source>It ended unexpectedly and was started again at {time}. No messages were lost.</source>
        <translation>Он неожиданно завершился и снова запущен в {time}. Сообщения не потеряны.</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>С {time}</translation>
    </message>
    <message>
        <source>Start it, and others can join from their computers.</source>
        <translation>Запустите его, и другие смогут войти.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запустить</translation>
    </message>
    <message>
        <source>Use port {port}</source>
        <translation>Взять порт {port}</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Показать журнал</translation>
    </message>
</context>
<context>
    <name>StepsCard</name>
    <message>
        <source>How it works</source>
        <translation>Как это работает</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запустите</translation>
    </message>
    <message>
        <source>The chat runs on this computer. No account, nothing to install.</source>
        <translation>Чат работает на этом компьютере. Без регистрации и установки.</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Пригласите</translation>
    </message>
    <message>
        <source>Send a link or an address, or let a phone read the code.</source>
        <translation>Отправьте ссылку или адрес или дайте считать код телефоном.</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>Общайтесь</translation>
    </message>
    <message>
        <source>This window can be closed; the chat goes on if you want.</source>
        <translation>Это окно можно закрыть: чат продолжит работу, если захотите.</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Open folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Messages on this computer</source>
        <translation>Сообщения на этом компьютере</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Room to export</source>
        <translation>Комната для экспорта</translation>
    </message>
    <message>
        <source>Save as a web page, text or data</source>
        <translation>Сохранить как страницу, текст или данные</translation>
    </message>
    <message>
        <source>Rooms that are closed</source>
        <translation>Закрытые комнаты</translation>
    </message>
    <message>
        <source>Delete their messages</source>
        <translation>Удалить их сообщения</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Pictures and files that were loaded</source>
        <translation>Загруженные картинки и файлы</translation>
    </message>
    <message>
        <source>{0} of {1} at most</source>
        <translation>{0}, не больше {1}</translation>
    </message>
    <message numerus="yes">
        <source>{0}, %Ln messages</source>
        <translation>
            <numerusform>{0}, %Ln сообщение</numerusform>
            <numerusform>{0}, %Ln сообщения</numerusform>
            <numerusform>{0}, %Ln сообщений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln сообщение</numerusform>
            <numerusform>%Ln сообщения</numerusform>
            <numerusform>%Ln сообщений</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StorageText</name>
    <message>
        <source>The store is closed.</source>
        <translation>База данных закрыта.</translation>
    </message>
    <message>
        <source>The disk that holds {0} is full.</source>
        <translation>На диске с {0} нет места.</translation>
    </message>
    <message>
        <source>{0} cannot be written: the file or its folder is read-only.</source>
        <translation>Нельзя записать {0}: файл или папка только для чтения.</translation>
    </message>
    <message>
        <source>{0} cannot be written: this user has no permission.</source>
        <translation>Нельзя записать {0}: у пользователя нет прав.</translation>
    </message>
    <message>
        <source>{0} cannot be opened: its folder is missing, or this user has no permission.</source>
        <translation>Нельзя открыть {0}: нет папки или прав пользователя.</translation>
    </message>
    <message>
        <source>{0} is in use by another program.</source>
        <translation>{0} занят другой программой.</translation>
    </message>
    <message>
        <source>{0} is not a chat&apos;s database, or it is damaged. Nothing in it was changed.</source>
        <translation>{0} — не база данных чата или повреждён. В нём ничего не изменено.</translation>
    </message>
    <message>
        <source>{0} is damaged ({1}). Nothing in it was deleted.</source>
        <translation>{0} повреждён ({1}). Ничего из него не удалено.</translation>
    </message>
    <message>
        <source>The disk that holds {0} cannot be read or written ({1}).</source>
        <translation>Диск с {0} не читается или не пишется ({1}).</translation>
    </message>
    <message>
        <source>{0} cannot be used ({1}).</source>
        <translation>{0} непригоден ({1}).</translation>
    </message>
    <message>
        <source>{0} was written by a newer version of Desktop Chat (database version {1}, this program knows {2}). Use the newer program, or a copy of the file from before.</source>
        <translation>{0} создан более новой версией Desktop Chat (версия базы {1}, этой программе известна {2}). Возьмите ту версию или прежнюю копию файла.</translation>
    </message>
    <message>
        <source>{0} is a database of another program. Nothing in it was changed.</source>
        <translation>{0} — база данных другой программы. В ней ничего не изменено.</translation>
    </message>
    <message>
        <source>{0} is on a disk where SQLite cannot keep a write-ahead log. Choose another folder.</source>
        <translation>{0} на диске, где SQLite не может вести журнал записи. Выберите другую папку.</translation>
    </message>
    <message>
        <source>The search index cannot be built.</source>
        <translation>Не удаётся построить указатель для поиска.</translation>
    </message>
    <message>
        <source>The search index is not available now.</source>
        <translation>Указатель для поиска сейчас недоступен.</translation>
    </message>
    <message>
        <source>The search is too broad: name a room, or more of the word</source>
        <translation>Слишком широкий запрос: укажите комнату или больше букв слова</translation>
    </message>
    <message>
        <source>The latest messages are not on disk yet.</source>
        <translation>Последние сообщения ещё не записаны на диск.</translation>
    </message>
</context>
<context>
    <name>Switcher</name>
    <message>
        <source>Jump to…</source>
        <translation>Перейти…</translation>
    </message>
    <message>
        <source>Room or person</source>
        <translation>Комната или человек</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Куда</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Ничего не найдено.</translation>
    </message>
</context>
<context>
    <name>TermQuestion</name>
    <message>
        <source>Shown to them; optional</source>
        <translation>Увидят и они; необязательно</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Срок</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
</context>
<context>
    <name>TextTimelineDialog</name>
    <message>
        <source>Messages of {0}</source>
        <translation>Сообщения {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Send again</source>
        <translation>Отправить ещё раз</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Копировать ссылку</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy with names and times</source>
        <translation>Копировать с именами и временем</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
    <message>
        <source>Person: {0}…</source>
        <translation>Человек: {0}…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
    <message>
        <source>{said}, edited {edited}</source>
        <translation>{said}, изменено {edited}</translation>
    </message>
    <message>
        <source>{nick} joined</source>
        <translation>{nick} входит</translation>
    </message>
    <message>
        <source>{nick} left the room: {text}</source>
        <translation>{nick} выходит из комнаты: {text}</translation>
    </message>
    <message>
        <source>{nick} left the room</source>
        <translation>{nick} выходит из комнаты</translation>
    </message>
    <message>
        <source>{nick} went offline: {text}</source>
        <translation>{nick} уходит из чата: {text}</translation>
    </message>
    <message>
        <source>{nick} went offline</source>
        <translation>{nick} уходит из чата</translation>
    </message>
    <message>
        <source>{nick} is now {target}</source>
        <translation>{nick} теперь {target}</translation>
    </message>
    <message>
        <source>{nick} set the topic: {text}</source>
        <translation>{nick} меняет тему: {text}</translation>
    </message>
    <message>
        <source>{nick} removed the topic</source>
        <translation>{nick} убирает тему</translation>
    </message>
    <message>
        <source>{nick} changed the room: {text}</source>
        <translation>{nick} меняет комнату: {text}</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Не отправлено</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Maybe sent</source>
        <translation>Возможно, отправлено</translation>
    </message>
    <message>
        <source>This message was deleted</source>
        <translation>Сообщение удалено</translation>
    </message>
    <message>
        <source>(edited)</source>
        <translation>(изменено)</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Показать ещё</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новые</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>уведомление</translation>
    </message>
    <message>
        <source>Go to the newest</source>
        <translation>К новым</translation>
    </message>
    <message>
        <source>Only the first {limit} messages were copied.</source>
        <translation>Скопированы только первые сообщения: {limit}.</translation>
    </message>
    <message>
        <source>{nick}, {time}: {text}</source>
        <translation>{nick}, {time}: {text}</translation>
    </message>
    <message>
        <source>{time}: {text}</source>
        <translation>{time}: {text}</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>отправляется</translation>
    </message>
    <message>
        <source>{nick} invites you to {text}</source>
        <translation>{nick} приглашает вас в {text}</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>only for {0}</source>
        <translation>только для {0}</translation>
    </message>
    <message>
        <source>{nick} kicked {target}: {text}</source>
        <translation>{nick} удаляет {target}: {text}</translation>
    </message>
    <message>
        <source>{nick} kicked {target}</source>
        <translation>{nick} удаляет {target}</translation>
    </message>
    <message>
        <source>Message not available</source>
        <translation>Сообщение недоступно</translation>
    </message>
    <message>
        <source>The original message was never received.</source>
        <translation>Исходное сообщение не было получено.</translation>
    </message>
    <message>
        <source>Show the spoiler</source>
        <translation>Показать спойлер</translation>
    </message>
    <message>
        <source>(hidden: a spoiler)</source>
        <translation>(скрыто: спойлер)</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Скопировать код</translation>
    </message>
    <message>
        <source>The code was copied.</source>
        <translation>Код скопирован.</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>Код:</translation>
    </message>
    <message>
        <source>Quote:</source>
        <translation>Цитата:</translation>
    </message>
    <message>
        <source>Forward…</source>
        <translation>Переслать…</translation>
    </message>
    <message>
        <source>Copy as quote</source>
        <translation>Копировать как цитату</translation>
    </message>
    <message>
        <source>Copy link to this message</source>
        <translation>Копировать ссылку на это сообщение</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>Перейти в {0}</translation>
    </message>
    <message>
        <source>Copy {0}</source>
        <translation>Копировать {0}</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>Открыть {0}</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Открыть ссылку</translation>
    </message>
    <message>
        <source>Mark as unread from here</source>
        <translation>Отметить отсюда как непрочитанное</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Реакция</translation>
    </message>
    <message>
        <source>More emoji…</source>
        <translation>Другие эмодзи…</translation>
    </message>
    <message>
        <source>The earlier text was not received here</source>
        <translation>Прежний текст сюда не приходил</translation>
    </message>
    <message>
        <source>Earlier versions…</source>
        <translation>Прежние версии…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Открепить</translation>
    </message>
    <message>
        <source>Pin for everybody here</source>
        <translation>Закрепить для всех здесь</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Картинка</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Видео</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Показать картинку</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Сохранить как…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Копировать картинку</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Show the picture of {0}</source>
        <translation>Показать картинку {0}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>{nick} asks to be let in: {text}</source>
        <translation>{nick} просит впустить: {text}</translation>
    </message>
    <message>
        <source>{nick} asks to be let in</source>
        <translation>{nick} просит впустить</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Впустить</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Remove preview</source>
        <translation>Убрать превью</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Здесь пока пусто</translation>
    </message>
    <message>
        <source>Say hello.</source>
        <translation>Поздоровайтесь.</translation>
    </message>
    <message>
        <source>Ctrl+Up and Ctrl+Down choose a message, Tab leads to its actions.</source>
        <translation>Ctrl+Вверх и Ctrl+Вниз выбирают сообщение, Tab ведёт к его действиям.</translation>
    </message>
</context>
<context>
    <name>TopicQuestion</name>
    <message>
        <source>Topic of {room}</source>
        <translation>Тема {room}</translation>
    </message>
    <message>
        <source>Everybody in the room sees it.</source>
        <translation>Её видят все в комнате.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Topic (empty: none)</source>
        <translation>Тема (пусто: без темы)</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Desktop Chat</source>
        <translation>Открыть Desktop Chat</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>нет связи</translation>
    </message>
    <message>
        <source>do not disturb</source>
        <translation>не беспокоить</translation>
    </message>
    <message numerus="yes">
        <source>%n for you</source>
        <translation>
            <numerusform>%n для вас</numerusform>
            <numerusform>%n для вас</numerusform>
            <numerusform>%n для вас</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n непрочитанное</numerusform>
            <numerusform>%n непрочитанных</numerusform>
            <numerusform>%n непрочитанных</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayQuestion</name>
    <message>
        <source>Stay reachable?</source>
        <translation>Оставаться на связи?</translation>
    </message>
    <message>
        <source>The program can go on in the tray without a window, and tell you of new messages. Your answer counts from now on; the settings change it.</source>
        <translation>Программа может работать в трее без окна и сообщать о новых сообщениях. Ответ запомнится; изменить его можно в настройках.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Go on in the tray</source>
        <translation>Остаться в трее</translation>
    </message>
</context>
<context>
    <name>TypingNote</name>
    <message>
        <source>{0} is typing…</source>
        <translation>{0} печатает…</translation>
    </message>
    <message>
        <source>{0} and {1} are typing…</source>
        <translation>{0} и {1} печатают…</translation>
    </message>
    <message>
        <source>Several people are typing…</source>
        <translation>Печатают несколько человек…</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Earlier versions</source>
        <translation>Прежние версии</translation>
    </message>
    <message>
        <source>{0} (now)</source>
        <translation>{0} (сейчас)</translation>
    </message>
    <message>
        <source>Versions of the message, the newest first</source>
        <translation>Версии сообщения, новые сверху</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>WaitingBar</name>
    <message>
        <source>Stop sending</source>
        <translation>Не отправлять</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting for this server.</source>
        <translation>
            <numerusform>%n сообщение ждёт, пока сервер будет готов.</numerusform>
            <numerusform>%n сообщения ждут, пока сервер будет готов.</numerusform>
            <numerusform>%n сообщений ждут, пока сервер будет готов.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>Осталось {0}</translation>
    </message>
</context>
<context>
    <name>WebhookChanges</name>
    <message>
        <source>The address for {name}</source>
        <translation>Адрес для {name}</translation>
    </message>
    <message>
        <source>Whoever has it can post to {room}. It is shown only now.</source>
        <translation>Кто его знает, может писать в {room}. Адрес показан только сейчас.</translation>
    </message>
    <message>
        <source>The secret of the calls</source>
        <translation>Секрет вызовов</translation>
    </message>
    <message>
        <source>Calls are signed with it, as Standard Webhooks says. It is shown only now.</source>
        <translation>Им подписаны вызовы, как описывает Standard Webhooks. Он показан только сейчас.</translation>
    </message>
    <message>
        <source>Delete this webhook?</source>
        <translation>Удалить этот вебхук?</translation>
    </message>
    <message>
        <source>{name}. Nobody can use it any more; messages stay.</source>
        <translation>{name}. Никто больше не сможет им пользоваться; сообщения останутся.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>The webhook is deleted</source>
        <translation>Вебхук удалён</translation>
    </message>
</context>
<context>
    <name>WebhooksModel</name>
    <message>
        <source>all rooms</source>
        <translation>все комнаты</translation>
    </message>
    <message>
        <source>{name} posts to {room}</source>
        <translation>{name} пишет в {room}</translation>
    </message>
    <message>
        <source>{room} calls {address}</source>
        <translation>{room} вызывает {address}</translation>
    </message>
    <message>
        <source>“{word}” in {room} calls {address}</source>
        <translation>«{word}» вызывает {address}; где: {room}</translation>
    </message>
    <message>
        <source>not used since the start</source>
        <translation>не использован с запуска</translation>
    </message>
    <message numerus="yes">
        <source>%n calls since the start</source>
        <translation>
            <numerusform>%n вызов с запуска</numerusform>
            <numerusform>%n вызова с запуска</numerusform>
            <numerusform>%n вызовов с запуска</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posts since the start</source>
        <translation>
            <numerusform>%n сообщение с запуска</numerusform>
            <numerusform>%n сообщения с запуска</numerusform>
            <numerusform>%n сообщений с запуска</numerusform>
        </translation>
    </message>
    <message>
        <source>the last one {when}</source>
        <translation>последний раз {when}</translation>
    </message>
    <message numerus="yes">
        <source>%n a minute at most</source>
        <translation>
            <numerusform>не чаще %n раза в минуту</numerusform>
            <numerusform>не чаще %n раз в минуту</numerusform>
            <numerusform>не чаще %n раз в минуту</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WebhooksPage</name>
    <message>
        <source>Webhooks</source>
        <translation>Вебхуки</translation>
    </message>
    <message>
        <source>Search names, rooms and addresses</source>
        <translation>Поиск имён, комнат и адресов</translation>
    </message>
    <message>
        <source>Let a program post…</source>
        <translation>Программа пишет…</translation>
    </message>
    <message>
        <source>Call an address…</source>
        <translation>Вызвать адрес…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Удалить…</translation>
    </message>
    <message>
        <source>While it runs, other programs can post to its rooms.</source>
        <translation>Пока чат работает, другие программы могут писать в его комнаты.</translation>
    </message>
    <message>
        <source>No webhook yet</source>
        <translation>Вебхуков пока нет</translation>
    </message>
    <message>
        <source>A build server, an alarm or a form posts to a room; or a word in a room calls a program.</source>
        <translation>Сервер сборки, сигнализация или форма пишет в комнату, или слово в комнате вызывает программу.</translation>
    </message>
    <message>
        <source>No webhook found</source>
        <translation>Вебхук не найден</translation>
    </message>
    <message>
        <source>Search for a name, a room or an address.</source>
        <translation>Ищите имя, комнату или адрес.</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Read all</source>
        <translation>Читать полностью</translation>
    </message>
    <message>
        <source>Welcome to {0}</source>
        <translation>Добро пожаловать в «{0}»</translation>
    </message>
    <message>
        <source>Write to {0}</source>
        <translation>Написать: {0}</translation>
    </message>
    <message>
        <source>{0} (host)</source>
        <translation>{0} (организатор)</translation>
    </message>
    <message>
        <source>Nobody else is here yet.</source>
        <translation>Здесь пока больше никого нет.</translation>
    </message>
    <message numerus="yes">
        <source>Here now: {0} and %n more</source>
        <translation>
            <numerusform>Сейчас здесь: {0} и ещё %n человек</numerusform>
            <numerusform>Сейчас здесь: {0} и ещё %n человека</numerusform>
            <numerusform>Сейчас здесь: {0} и ещё %n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>Here now: {0}</source>
        <translation>Сейчас здесь: {0}</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Your network and the computers on it are checked.</source>
        <translation>Проверяются ваша сеть и компьютеры в ней.</translation>
    </message>
    <message>
        <source>Why is no chat found?</source>
        <translation>Почему не найден ни один чат?</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Checking… this takes some seconds.</source>
        <translation>Проверка… это займёт несколько секунд.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>Взять этот адрес</translation>
    </message>
    <message>
        <source>Start one here</source>
        <translation>Начать здесь</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>This computer is on no network.</source>
        <translation>Этот компьютер не подключён к сети.</translation>
    </message>
    <message>
        <source>Turn on Wi-Fi or plug in a cable, then check again.</source>
        <translation>Включите Wi-Fi или подключите кабель и проверьте снова.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong.</source>
        <translation>Часы этого компьютера идут неверно.</translation>
    </message>
    <message>
        <source>Set the date and the time, then check again. Encryption depends on them.</source>
        <translation>Установите дату и время и проверьте снова. От них зависит шифрование.</translation>
    </message>
    <message>
        <source>A firewall closes the port of the chat at {0}.</source>
        <translation>Брандмауэр закрывает порт чата {0}.</translation>
    </message>
    <message>
        <source>The computer is there. Run the line for its system on that computer:</source>
        <translation>Компьютер на месте. Выполните на нём строку для его системы:</translation>
    </message>
    <message>
        <source>This network blocks multicast and broadcast.</source>
        <translation>Эта сеть не пропускает широковещательные и групповые пакеты.</translation>
    </message>
    <message>
        <source>A chat answers at {0}, but cannot be found by itself.</source>
        <translation>По адресу {0} чат отвечает, но сам не находится.</translation>
    </message>
    <message>
        <source>A firewall on this computer blocks the search.</source>
        <translation>Брандмауэр этого компьютера мешает поиску.</translation>
    </message>
    <message>
        <source>Run this line in a terminal, then check again:</source>
        <translation>Выполните эту строку в терминале и проверьте снова:</translation>
    </message>
    <message>
        <source>A VPN is on.</source>
        <translation>Включён VPN.</translation>
    </message>
    <message>
        <source>It may lead past the network around you. Pause it, or allow the local network in it.</source>
        <translation>Он может вести мимо сети вокруг вас. Приостановите его или разрешите в нём локальную сеть.</translation>
    </message>
    <message>
        <source>The chat at {0} does not run.</source>
        <translation>Чат по адресу {0} не запущен.</translation>
    </message>
    <message>
        <source>Its computer is off, or nobody has started the chat. Ask its host.</source>
        <translation>Его компьютер выключен, или чат никто не запустил. Спросите хозяина.</translation>
    </message>
    <message>
        <source>The chat at {0} is on another network.</source>
        <translation>Чат {0} находится в другой сети.</translation>
    </message>
    <message>
        <source>Connect to the network of its host, then check again.</source>
        <translation>Подключитесь к сети хозяина и проверьте снова.</translation>
    </message>
    <message>
        <source>No other computer can be seen from here.</source>
        <translation>Отсюда не видно ни одного другого компьютера.</translation>
    </message>
    <message>
        <source>Guest networks keep their computers apart. Use the same Wi-Fi as the others, one that is not for guests.</source>
        <translation>Гостевые сети отделяют компьютеры друг от друга. Подключитесь к той же сети Wi-Fi, что и остальные, и не к гостевой.</translation>
    </message>
    <message numerus="yes">
        <source>No chat answers on the %n computers nearby.</source>
        <translation>
            <numerusform>На %n компьютере поблизости нет чата.</numerusform>
            <numerusform>На %n компьютерах поблизости нет чата.</numerusform>
            <numerusform>На %n компьютерах поблизости нет чата.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has started a chat, or a firewall on its computer closes it. On that computer, this line opens the port:</source>
        <translation>Чат никто не запустил, или его закрывает брандмауэр. На том компьютере порт открывает эта строка:</translation>
    </message>
    <message>
        <source>Line for {0}</source>
        <translation>Строка для {0}</translation>
    </message>
    <message>
        <source>Copy the line for {0}</source>
        <translation>Скопировать строку для {0}</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>Other users of this computer can look into the folder {folder}.</source>
        <translation>Другие пользователи этого компьютера могут заглянуть в папку {folder}.</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>Type a /command</source>
        <translation>Введите /команду</translation>
    </message>
    <message>
        <source>Message {0}</source>
        <translation>Сообщение для {0}</translation>
    </message>
    <message>
        <source>This message was not sent.</source>
        <translation>Сообщение не отправлено.</translation>
    </message>
    <message>
        <source>Send as text</source>
        <translation>Отправить как текст</translation>
    </message>
    <message>
        <source>This message cannot be changed now.</source>
        <translation>Сейчас это сообщение нельзя изменить.</translation>
    </message>
    <message>
        <source>Send to the server</source>
        <translation>Отправить серверу</translation>
    </message>
    <message>
        <source>Choose a room first; messages cannot be sent here.</source>
        <translation>Сначала выберите комнату: здесь нельзя отправлять сообщения.</translation>
    </message>
    <message>
        <source>The text is too long for one message.</source>
        <translation>Текст слишком длинный для одного сообщения.</translation>
    </message>
    <message>
        <source>You cannot write here now</source>
        <translation>Сейчас писать сюда нельзя</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Всё равно отправить</translation>
    </message>
</context>
<context>
    <name>_RoomQuestion</name>
    <message>
        <source>Room</source>
        <translation>Комната</translation>
    </message>
    <message>
        <source>In all open rooms</source>
        <translation>Во всех открытых комнатах</translation>
    </message>
</context>
<context>
    <name>_Terms</name>
    <message numerus="yes">
        <source>for %n minutes</source>
        <translation>
            <numerusform>на %n минуту</numerusform>
            <numerusform>на %n минуты</numerusform>
            <numerusform>на %n минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n hours</source>
        <translation>
            <numerusform>на %n час</numerusform>
            <numerusform>на %n часа</numerusform>
            <numerusform>на %n часов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n days</source>
        <translation>
            <numerusform>на %n день</numerusform>
            <numerusform>на %n дня</numerusform>
            <numerusform>на %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>the room has no time limit of its own for messages any more</source>
        <translation>у комнаты больше нет своего срока хранения</translation>
    </message>
    <message numerus="yes">
        <source>what is said here is deleted after %n days</source>
        <translation>
            <numerusform>сказанное здесь удаляется через %n день</numerusform>
            <numerusform>сказанное здесь удаляется через %n дня</numerusform>
            <numerusform>сказанное здесь удаляется через %n дней</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hosting_failure</name>
    <message>
        <source>Use port {port}</source>
        <translation>Взять порт {port}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
</context>
</TS>
